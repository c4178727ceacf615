extension VendorProfile {
  /// SoftHSM 2, whose tokens are files.
  static let softhsm = VendorProfile(
    .softhsm, "SoftHSM",
    recognition: Recognition(
      fileNames: ["libsofthsm"], manufacturers: ["softhsm"], models: ["softhsm"]),
    usualModulePaths: [
      "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so",
      "/usr/local/lib/softhsm/libsofthsm2.so",
    ],
    pinShape: .text(4...255),
    requirements: [
      Requirement(
        .variableOrFile(
          "SOFTHSM2_CONF", ["/etc/softhsm/softhsm2.conf", "/etc/softhsm2.conf"]),
        "SOFTHSM2_CONF names the configuration file, whose directories.tokendir holds the tokens")
    ],
    accidents: [
      Accident(
        .generalError, in: "C_Initialize", when: "the configuration or token directory is wrong",
        "SoftHSM can't read its configuration or its token directory; see SOFTHSM2_CONF and the "
          + "rights of directories.tokendir"),
      Accident(
        .pinIncorrect, in: "C_Login", when: "the PIN is wrong",
        "the PIN is wrong; SoftHSM doesn't lock, softhsm2-util sets another PIN with the SO's"),
      Accident(
        .userPINNotInitialized, in: "C_Login", when: "the token was never given a user PIN",
        "the token has no user PIN; initialise it with softhsm2-util --init-token"),
    ])
}
