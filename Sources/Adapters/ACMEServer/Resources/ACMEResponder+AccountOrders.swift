internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes

extension ACMEResponder {
  /// RFC 8555 §7.1.2.1.
  func orders(of id: AccountID, after cursor: OrderID?, _ request: SignedRequest) async throws
    -> Reply
  {
    throw RequestError.noSuchResource(path: "this resource")
  }
}
