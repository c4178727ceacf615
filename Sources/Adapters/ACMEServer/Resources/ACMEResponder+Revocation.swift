internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes

extension ACMEResponder {
  /// RFC 8555 §7.6.
  func revokeCert(_ request: SignedRequest) async throws -> Reply {
    throw RequestError.noSuchResource(path: "this resource")
  }
}
