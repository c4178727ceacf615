internal import NIOSSL

extension TLSFiles {
  /// What the ACME listener shows its clients; the files were checked before.
  func tlsConfiguration() throws(AuthorityError) -> TLSConfiguration {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate.value)
      let key = try NIOSSLPrivateKey(file: key.value, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      return configuration
    } catch {
      throw .configuration(
        ConfigurationError(
          certificate.problem(
            "It can't be used for TLS: \(error).", mend: "Name a PEM certificate and its key.")))
    }
  }
}
