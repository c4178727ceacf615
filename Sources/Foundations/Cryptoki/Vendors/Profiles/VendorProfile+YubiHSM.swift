extension VendorProfile {
  /// YubiHSM 2, through its connector.
  static let yubihsm = VendorProfile(
    .yubihsm, "YubiHSM 2",
    recognition: Recognition(fileNames: ["yubihsm_pkcs11"], models: ["yubihsm"]),
    usualModulePaths: [
      "/usr/lib/x86_64-linux-gnu/pkcs11/yubihsm_pkcs11.so",
      "/usr/lib/aarch64-linux-gnu/pkcs11/yubihsm_pkcs11.so", "/usr/lib64/pkcs11/yubihsm_pkcs11.so",
    ],
    pinShape: .keyIDAndPassword(password: 8...64), sessionLimit: 16,
    // Idle sessions die in 30 s.
    keepAliveInterval: .seconds(15),
    requirements: [
      Requirement(
        .variableOrFile("YUBIHSM_PKCS11_CONF", ["yubihsm_pkcs11.conf"]),
        "YUBIHSM_PKCS11_CONF names the file that tells the connector's address"),
      Requirement(
        .daemon(process: "yubihsm-connector"), isObligatory: false,
        "yubihsm-connector must run where the device is plugged in"),
    ],
    accidents: [
      Accident(
        .argumentsBad, in: "C_Login", when: "the PIN doesn't begin with a key's number",
        recovery: .stop,
        "the PIN must be the authentication key's number in four hexadecimal digits and its password"
      ),
      Accident(
        .pinIncorrect, in: "C_Login", when: "the key's number or the password is wrong",
        "the authentication key's number or its password is wrong"),
      Accident(
        .sessionCount, when: "all 16 sessions of the device are taken", recovery: .retry,
        "the device has 16 sessions for all programs together; configure fewer"),
      Accident(
        .sessionHandleInvalid, when: "the session was idle for 30 s", recovery: .newModule,
        "the device ended the session after 30 s without use; only initialising the module anew "
          + "helps"),
      Accident(
        .sessionClosed, when: "the session was idle for 30 s", recovery: .newModule,
        "the device ended the session after 30 s without use; only initialising the module anew "
          + "helps"),
      Accident(
        .deviceError, when: "the connector or the device is gone", recovery: .newModule,
        "the connector or the device doesn't answer; only initialising the module anew helps"),
      Accident(
        .deviceRemoved, when: "the device was drawn", recovery: .newModule,
        "the device is gone; plug it in, then the module must be initialised anew"),
      Accident(
        .functionFailed, in: "C_Initialize", when: "the connector can't be reached",
        recovery: .newModule,
        "the connector can't be reached; see the address in the file that YUBIHSM_PKCS11_CONF names"
      ),
    ])
}
