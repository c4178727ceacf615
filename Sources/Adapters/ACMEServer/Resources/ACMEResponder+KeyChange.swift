internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes

extension ACMEResponder {
  /// RFC 8555 §7.3.5.
  func keyChange(_ request: SignedRequest) async throws -> Reply {
    throw RequestError.noSuchResource(path: "this resource")
  }
}
