extension VendorProfile {
  /// p11-kit's remoting: the module here hands each call to a `p11-kit server`.
  static let p11kitRemoting = VendorProfile(
    .p11kitRemoting, "p11-kit remoting",
    recognition: Recognition(
      fileNames: ["p11-kit-client", "p11-kit-proxy"], manufacturers: ["pkcs#11 kit"],
      models: ["pkcs#11 kit"]),
    usualModulePaths: [
      "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so",
      "/usr/lib/aarch64-linux-gnu/pkcs11/p11-kit-client.so", "/usr/lib64/pkcs11/p11-kit-client.so",
    ],
    requirements: [
      Requirement(
        .variable("P11_KIT_SERVER_ADDRESS"),
        "P11_KIT_SERVER_ADDRESS tells the daemon's socket, as p11-kit server prints it"),
      Requirement(
        .daemon(process: "p11-kit-server"), isObligatory: false,
        "p11-kit server must run where the HSM's own module is"),
    ],
    accidents: [
      Accident(
        .deviceError, when: "the daemon is gone, or was restarted", recovery: .newModule,
        "the p11-kit server is gone or was restarted; start it, then the module must be initialised "
          + "anew"),
      Accident(
        .deviceRemoved, when: "the daemon is gone, or was restarted", recovery: .newModule,
        "the p11-kit server is gone or was restarted; start it, then the module must be initialised "
          + "anew"),
      Accident(
        .slotIDInvalid, when: "the daemon was away when the module was initialised",
        recovery: .newModule,
        "the module found no p11-kit server when it was initialised, and shows no slots until it is "
          + "initialised anew"),
    ])
}
