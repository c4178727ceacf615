extension VendorProfile {
  /// Entrust nShield.
  static let nshield = VendorProfile(
    .nshield, "Entrust nShield",
    recognition: Recognition(
      fileNames: ["cknfast"], manufacturers: ["ncipher", "entrust"], models: ["nshield", "nfast"]),
    usualModulePaths: ["/opt/nfast/toolkits/pkcs11/libcknfast.so"],
    pinShape: .text(nil),
    requirements: [
      Requirement(
        .daemon(process: "hardserver"),
        "the module talks to the HSM through the hardserver; start it (/opt/nfast/sbin/init.d-ncipher)"
      ),
      Requirement(
        .file(["/opt/nfast/kmdata/local/world"]),
        "the Security World's files must be on this machine (kmdata/local)"),
      Requirement(
        .variable("CKNFAST_LOADSHARING"), isObligatory: false,
        "CKNFAST_LOADSHARING=1 lets several HSMs share the load and stand in for each other"),
    ],
    accidents: [
      Accident(
        .pinIncorrect, in: "C_Login", when: "the passphrase is wrong",
        "the PIN is the passphrase of the card set or softcard"),
      Accident(
        .tokenNotPresent, when: "no card of the set is in a reader", recovery: .newModule,
        "the card set's slot is empty; insert a card, or use a softcard or load sharing"),
      Accident(
        .deviceRemoved, when: "a card was drawn or the HSM cleared", recovery: .newModule,
        "the card was drawn, or the HSM was cleared; the keys must be loaded again"),
      Accident(
        .deviceError, when: "the hardserver is gone", recovery: .newModule,
        "the hardserver or the HSM doesn't answer; see enquiry"),
    ])
}
