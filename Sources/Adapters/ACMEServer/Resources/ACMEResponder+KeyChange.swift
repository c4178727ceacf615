internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Registration

extension ACMEResponder {
  /// Gives an account another key, whose holder and the old one's have both signed.
  ///
  /// - Note: RFC 8555 §7.3.5, whose steps are made in its order.
  func keyChange(_ request: SignedRequest) async throws -> Reply {
    let account = try request.account
    guard !request.payload.isEmpty else { throw RequestError.payloadEmpty }
    let inner = try KeyChangeSignature(parsing: request.payload)
    let change = try KeyChangeRequest(parsing: inner.payload)
    guard inner.url == request.url else {
      throw KeyChangeError.otherURL(inner: inner.url, outer: request.url)
    }
    guard change.account == urls[.account(account.id)] else {
      throw KeyChangeError.otherAccount(change.account)
    }
    guard change.oldKey.thumbprint == account.keyThumbprint else { throw KeyChangeError.otherKey }
    let changed: Account
    do throws(RegistrationError) {
      changed = try await desk.accounts.changeKey(
        of: account, to: inner.newKey.canonicalJSON, thumbprint: inner.newKey.thumbprint)
    } catch {
      guard case .keyTaken(let holder) = error else { throw error }
      throw RequestError.keyTaken(account: urls[.account(holder)])
    }
    return try reply(for: changed)
  }
}
