extension VendorProfile {
  /// Thales Luna, network or built in.
  static let luna = VendorProfile(
    .luna, "Thales Luna",
    recognition: Recognition(
      fileNames: ["libcryptoki2", "libcklog2"],
      manufacturers: ["safenet", "chrysalis", "thales"], models: ["luna"]),
    usualModulePaths: [
      "/usr/safenet/lunaclient/lib/libCryptoki2_64.so",
      "/opt/safenet/lunaclient/lib/libCryptoki2_64.so",
    ],
    pinShape: .text(4...255),
    requirements: [
      Requirement(
        .variableOrFile("ChrystokiConfigurationPath", ["/etc/Chrystoki.conf"]),
        "Chrystoki.conf names the appliances and their certificates; lunacm and vtl write it")
    ],
    accidents: [
      Accident(
        .lunaUserLockedOut, when: "the Crypto Officer failed to log in too often", recovery: .stop,
        "the Crypto Officer is locked out; the partition's security officer must reset the password"
      ),
      Accident(
        .pinIncorrect, in: "C_Login", when: "the password is wrong",
        "the PIN is the Crypto Officer's password; a partition locks, or is erased, after a few "
          + "wrong ones"),
      Accident(
        .lunaUnableToConnect, when: "the appliance can't be reached", recovery: .newModule,
        "the client can't reach the appliance; see the network and the NTLS certificates (vtl "
          + "verify)"),
      Accident(
        .lunaTimeout, when: "the appliance is slow or gone", recovery: .newSession,
        "the appliance didn't answer in time; see its load and the network"),
      Accident(
        .lunaDeviceTimeout, when: "the HSM in the appliance is slow or gone",
        recovery: .newSession, "the HSM in the appliance didn't answer in time"),
      Accident(
        .lunaAgain, when: "the HSM is busy", recovery: .retry,
        "the HSM was busy; the call may be tried again"),
      Accident(
        .lunaTampered, when: "the HSM was tampered with, or thinks so", recovery: .stop,
        "the HSM reports tampering; its security officer must look and clear it (hsm tamper show)"),
      Accident(
        .lunaRestartRequired, when: "the HSM wants to be restarted", recovery: .newModule,
        "the HSM must be restarted (hsm restart)"),
      Accident(
        .deviceError, when: "all members of the HA group are lost", recovery: .newModule,
        "no member of the HA group answers; the module must be finalised and initialised when one "
          + "is back"),
      Accident(
        .tokenNotPresent, when: "all members of the HA group are lost", recovery: .newModule,
        "the partition, or each member of its HA group, can't be reached"),
      Accident(
        .slotIDInvalid, when: "HAonly is off and slots have moved", recovery: .newModule,
        "slots move when members come and go; use the HA slot, and set HAonly"),
    ],
    codeNames: [
      .lunaUserLockedOut: "CKR_USER_LOCKED_OUT", .lunaUnableToConnect: "CKR_UNABLE_TO_CONNECT",
      .lunaTimeout: "CKR_TIMEOUT", .lunaDeviceTimeout: "CKR_DEVICE_TIMEOUT",
      .lunaAgain: "CKR_AGAIN", .lunaTampered: "CKR_HSM_TAMPERED",
      .lunaRestartRequired: "CKR_HSM_RESTART_REQUIRED",
    ])
}

extension CKResult {
  fileprivate static let lunaUserLockedOut = CKResult(rawValue: 0x8000_0007)
  fileprivate static let lunaUnableToConnect = CKResult(rawValue: 0x8000_001f)
  fileprivate static let lunaTimeout = CKResult(rawValue: 0x8000_0024)
  fileprivate static let lunaDeviceTimeout = CKResult(rawValue: 0x8000_002b)
  fileprivate static let lunaAgain = CKResult(rawValue: 0x8000_0041)
  fileprivate static let lunaTampered = CKResult(rawValue: 0x8000_0076)
  fileprivate static let lunaRestartRequired = CKResult(rawValue: 0x8000_008d)
}
