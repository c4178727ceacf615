internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Registration

extension ACMEResponder {
  /// RFC 8555 §7.3.
  func newAccount(_ request: SignedRequest) async throws -> Reply {
    let key = try request.key
    let wanted = try request.decoded(as: NewAccountRequest.self)
    let (account, isNew) = try await desk.accounts.register(
      AccountRegistry.Application(
        key: key.canonicalJSON, keyThumbprint: key.thumbprint, contacts: wanted.contact ?? [],
        agreesToTerms: wanted.termsOfServiceAgreed ?? false,
        onlyReturnExisting: wanted.onlyReturnExisting ?? false))
    return try Reply(
      isNew ? .created : .ok, resource: rendering.account(account),
      location: urls[.account(account.id)])
  }

  /// RFC 8555 §7.3.2, for reading only.
  func account(_ id: AccountID, _ request: SignedRequest) async throws -> Reply {
    let account = try request.account
    guard account.id == id else { throw RequestError.accountMismatch }
    try request.requireEmptyPayload()
    return try Reply(resource: rendering.account(account))
  }
}
