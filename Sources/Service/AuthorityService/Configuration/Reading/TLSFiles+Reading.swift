extension TLSFiles {
  /// Reads the group `tls`; left out, it means `tls/server.pem` and `tls/server.key`.
  init(reading listener: ConfigurationSection) {
    let section = listener.section("tls", keys: ["certificate_file", "key_file"])
    let certificateMend = "Name the server's certificate, as `certificate_file: tls/server.pem`."
    let keyMend = "Name the certificate's private key, as `key_file: tls/server.key`."
    guard section.isUsable else {
      certificate = section.path(
        "certificate_file", default: "tls/server.pem", mend: certificateMend)
      key = section.path("key_file", default: "tls/server.key", mend: keyMend)
      return
    }
    certificate = section.obligatoryPath("certificate_file", mend: certificateMend)
    key = section.obligatoryPath("key_file", mend: keyMend)
  }
}
