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
    return try reply(isNew ? .created : .ok, for: account, location: urls[.account(account.id)])
  }

  /// Reads an account by POST-as-GET, updates or deactivates it (RFC 8555 §7.3.2 and §7.3.6).
  func account(_ id: AccountID, _ request: SignedRequest) async throws -> Reply {
    let account = try request.account
    guard account.id == id else { throw RequestError.accountMismatch }
    guard !request.payload.isEmpty else { return try reply(for: account) }
    let wanted = try request.decoded(as: AccountUpdateRequest.self)
    // Whose key is in wrong hands must not be held up by a contact that is refused.
    guard !wanted.asksForDeactivation else {
      return try reply(for: try await desk.accounts.deactivate(account))
    }
    return try reply(
      for: try await desk.accounts.update(
        account,
        as: AccountRegistry.Update(
          contacts: wanted.contact, agreesToTerms: wanted.termsOfServiceAgreed ?? false)))
  }

  func reply(
    _ status: HTTPResponse.Status = .ok, for account: Account, location: String? = nil
  ) throws -> Reply {
    Reply(
      status,
      resource: rendering.account(
        account, hasAgreedToTerms: desk.accounts.hasAgreedToTerms(account)), location: location)
  }
}
