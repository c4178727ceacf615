extension VendorProfile {
  /// Utimaco SecurityServer and CryptoServer.
  static let utimaco = VendorProfile(
    .utimaco, "Utimaco SecurityServer",
    recognition: Recognition(
      fileNames: ["cs_pkcs11", "cs2_pkcs11"], manufacturers: ["utimaco"],
      models: ["cryptoserver", "utimaco"]),
    usualModulePaths: [
      "/usr/lib/libcs_pkcs11_R3.so", "/usr/lib/libcs_pkcs11_R2.so",
      "/opt/utimaco/lib/libcs_pkcs11_R3.so",
    ],
    pinShape: .text(4...255),
    // The HSM drops sessions that were idle for 30 minutes.
    keepAliveInterval: .seconds(600),
    requirements: [
      Requirement(
        .variableOrFile(
          "CS_PKCS11_R3_CFG",
          ["/etc/utimaco/cs_pkcs11_R3.cfg", "/usr/local/etc/utimaco/cs_pkcs11_R3.cfg"]),
        "cs_pkcs11_R3.cfg tells the HSM's address")
    ],
    accidents: [
      Accident(
        .deviceError, when: "the connection was idle for 30 minutes, or broke",
        recovery: .newModule,
        "the HSM dropped the connection, as it does after 30 minutes without use, or can't be "
          + "reached"),
      Accident(
        .userNotLoggedIn, when: "the connection was idle for 30 minutes", recovery: .newLogin,
        "the HSM dropped the login, as it does after 30 minutes without use"),
      Accident(
        .pinIncorrect, in: "C_Login", when: "the PIN is wrong",
        "the PIN of the slot's user is wrong; the slot's SO can set another"),
    ])
}
