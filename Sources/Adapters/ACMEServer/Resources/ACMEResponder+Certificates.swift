internal import ACMEProtocol
internal import AuthorityModel
internal import CertificateFormats
internal import HTTPTypes
internal import Registration

extension ACMEResponder {
  /// A certificate with one of its chains, and links to the others.
  ///
  /// - Parameters:
  ///   - number: Which chain; 0 is the one that the issuer prefers.
  ///   - accepted: What the client takes; the format with the chain is the only one there is.
  /// - Note: RFC 8555 §7.4.2.
  func certificate(
    _ serial: SerialNumber, chain number: Int = 0, accepted: AcceptedMedia,
    _ request: SignedRequest
  ) async throws -> Reply {
    try request.requireEmptyPayload()
    let certificate = try await desk.certificates.certificate(serial, of: try request.account)
    guard let chains = desk.chains[certificate.issuer] else {
      throw RequestError.issuerNotConfigured(certificate.issuer)
    }
    guard let chain = chains[number] else { throw RequestError.noSuchChain(number) }
    guard accepted.contains("application", "pem-certificate-chain") else {
      throw RequestError.notAcceptable(available: [Self.pemChain])
    }
    var reply = Reply(
      .ok, headers: [.contentType: Self.pemChain],
      body: Array((PEM.text(certificates: [certificate.der]) + chain).utf8))
    for other in chains.numbers where other != number {
      let url = urls[other == 0 ? .certificate(serial) : .alternateChain(serial, other)]
      reply.link(to: url, as: .alternate)
    }
    return reply
  }

  private static let pemChain = "application/pem-certificate-chain"
}
