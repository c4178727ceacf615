extension VendorProfile {
  /// AWS CloudHSM, by its Client SDK 5 or SDK 3.
  static let cloudhsm = VendorProfile(
    .cloudhsm, "AWS CloudHSM",
    recognition: Recognition(
      fileNames: ["cloudhsm"], manufacturers: ["cloudhsm", "cavium", "amazon"],
      models: ["cloudhsm", "cavium"], labels: ["cavium", "hsm1"]),
    usualModulePaths: ["/opt/cloudhsm/lib/libcloudhsm_pkcs11.so"],
    pinShape: .userAndPassword(user: 1...31, password: 8...32),
    sessionAccess: .readWrite, sessionLimit: 1024, pauseBetweenOpenings: .milliseconds(100),
    requirements: [
      Requirement(
        .file(["/opt/cloudhsm/etc/cloudhsm-pkcs11.cfg", "/opt/cloudhsm/etc/cloudhsm_client.cfg"]),
        "the client's configuration names the cluster; write it with configure-pkcs11 -a ADDRESS"),
      Requirement(
        .file(["/opt/cloudhsm/etc/customerCA.crt"]),
        "the cluster's certificate, with which it was initialised, must be installed here"),
      Requirement(
        .daemon(process: "cloudhsm_client"), isObligatory: false,
        "SDK 3 reaches the cluster through the daemon cloudhsm_client; SDK 5 needs none"),
    ],
    accidents: [
      Accident(
        .argumentsBad, in: "C_Login", when: "the PIN has no USER: before it", recovery: .stop,
        "the PIN must be USER:PASSWORD, a crypto user's name and password with a colon between"),
      Accident(
        .pinIncorrect, in: "C_Login", when: "the user or the password is wrong",
        "the crypto user or the password is wrong; the cluster locks a user after a few tries"),
      Accident(
        .argumentsBad, in: "C_OpenSession", when: "sessions are opened too fast",
        recovery: .retry,
        "sessions were opened faster than the cluster takes them; wait a moment between two"),
      Accident(
        .sessionCount, in: "C_OpenSession", when: "there are more than 1,024 sessions",
        "a program may have 1,024 sessions; configure fewer"),
      Accident(
        .functionFailed, in: "C_OpenSession",
        when: "the session is read-only, or the cluster throttles",
        recovery: .retry,
        "AWS CloudHSM opens read-write sessions only; where this was one, the cluster was busy"),
      Accident(
        .functionFailed, when: "the cluster throttles, or an HSM of it was replaced",
        recovery: .retry,
        "the cluster was busy or an HSM of it was replaced; the call may be tried again"),
      Accident(
        .operationActive, when: "SDK 3 is throttled", recovery: .retry,
        "the cluster was busy (SDK 3 says so by this code); the call may be tried again in another "
          + "session"),
      Accident(
        .deviceError, when: "the cluster can't be reached",
        "the cluster can't be reached; see its security group and, with SDK 3, the daemon "
          + "cloudhsm_client"),
      Accident(
        .generalError, in: "C_Initialize", when: "the client is not configured",
        "the client knows no cluster, or can't reach it; run configure-pkcs11 -a ADDRESS"),
      Accident(
        .tokenNotPresent, when: "no HSM of the cluster can be reached", recovery: .newModule,
        "no HSM of the cluster can be reached; see that it has an active one"),
    ])
}
