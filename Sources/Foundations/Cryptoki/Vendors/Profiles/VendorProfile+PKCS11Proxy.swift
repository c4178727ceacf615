extension VendorProfile {
  /// pkcs11-proxy: the module here hands each call to a `pkcs11-daemon`.
  static let pkcs11Proxy = VendorProfile(
    .pkcs11Proxy, "pkcs11-proxy",
    recognition: Recognition(
      fileNames: ["pkcs11-proxy"], manufacturers: ["pkcs11-proxy"], models: ["pkcs11-proxy"]),
    usualModulePaths: ["/usr/lib/libpkcs11-proxy.so", "/usr/local/lib/libpkcs11-proxy.so"],
    requirements: [
      Requirement(
        .variable("PKCS11_PROXY_SOCKET"),
        "PKCS11_PROXY_SOCKET tells where pkcs11-daemon listens, as tcp://127.0.0.1:2345"),
      Requirement(
        .variable("PKCS11_PROXY_TLS_PSK_FILE"), isObligatory: false,
        "with tls:// instead of tcp://, PKCS11_PROXY_TLS_PSK_FILE names the shared key's file"),
      Requirement(
        .daemon(process: "pkcs11-daemon"), isObligatory: false,
        "pkcs11-daemon must run where the HSM's own module is"),
    ],
    accidents: [
      Accident(
        .deviceError, when: "the daemon is gone, or was just restarted", recovery: .newModule,
        "the pkcs11-daemon is gone or was restarted; start it, then the module must be initialised "
          + "anew"),
      Accident(
        .sessionHandleInvalid, when: "the daemon was restarted", recovery: .newModule,
        "the pkcs11-daemon was restarted and knows nothing of earlier sessions; the module must be "
          + "initialised anew"),
      Accident(
        .generalError, in: "C_Initialize", when: "the daemon can't be reached",
        recovery: .newModule,
        "pkcs11-daemon can't be reached; see PKCS11_PROXY_SOCKET, and whether it runs"),
    ])
}
