internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes

extension ACMEResponder {
  /// RFC 8555 §7.4.2.
  func alternateChain(_ number: Int, of serial: SerialNumber, _ request: SignedRequest)
    async throws -> Reply
  {
    throw RequestError.noSuchResource(path: "this resource")
  }
}
