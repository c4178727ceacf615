internal import AuthorityModel
internal import CertificateFormats
internal import HTTPTypes
internal import Registration

extension ACMEResponder {
  /// RFC 8555 §7.4.2.
  func certificate(_ serial: SerialNumber, _ request: SignedRequest) async throws -> Reply {
    try request.requireEmptyPayload()
    let certificate = try await desk.certificates.certificate(serial, of: try request.account)
    guard let chain = desk.chains[certificate.issuer] else {
      throw RequestError.issuerNotConfigured(certificate.issuer)
    }
    return Reply(
      .ok, headers: [.contentType: "application/pem-certificate-chain"],
      body: Array((PEM.text(certificates: [certificate.der]) + chain).utf8))
  }
}
