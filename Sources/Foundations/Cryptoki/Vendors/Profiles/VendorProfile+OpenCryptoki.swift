extension VendorProfile {
  /// openCryptoki, with its soft token or IBM's cards.
  static let opencryptoki = VendorProfile(
    .opencryptoki, "openCryptoki",
    recognition: Recognition(
      fileNames: ["opencryptoki", "pkcs11_api"], models: ["opencryptoki"]),
    usualModulePaths: [
      "/usr/lib/x86_64-linux-gnu/pkcs11/libopencryptoki.so",
      "/usr/lib/x86_64-linux-gnu/opencryptoki/libopencryptoki.so",
      "/usr/lib64/opencryptoki/libopencryptoki.so",
      "/usr/lib/s390x-linux-gnu/pkcs11/libopencryptoki.so",
    ],
    pinShape: .text(4...8),
    requirements: [
      Requirement(
        .daemon(process: "pkcsslotd"),
        "the slots are kept by the daemon pkcsslotd; start it before the module is used"),
      Requirement(
        .file(["/etc/opencryptoki/opencryptoki.conf"]), "opencryptoki.conf lists the slots"),
    ],
    accidents: [
      Accident(
        .functionFailed, in: "C_Initialize", when: "pkcsslotd doesn't run, or refuses this user",
        recovery: .newModule,
        "the daemon pkcsslotd doesn't run, or this user is not in the group pkcs11"),
      Accident(
        .deviceError, when: "pkcsslotd was restarted", recovery: .newModule,
        "the daemon pkcsslotd was restarted; the module must be initialised anew"),
      Accident(
        .mechanismInvalid, in: "C_GenerateKeyPair", when: "the token has no elliptic curves",
        "the token doesn't offer this; openCryptoki's soft token may be built for RSA only"),
      Accident(
        .pinExpired, in: "C_Login", when: "the PIN is the one that the SO gave",
        "the user must set a PIN of his own first (pkcsconf -p)"),
      Accident(
        .pinLocked, in: "C_Login", when: "the PIN was wrong too often",
        "the PIN is locked; the SO sets a new one (pkcsconf -u)"),
    ])
}
