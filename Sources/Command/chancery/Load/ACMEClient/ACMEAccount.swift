import ACMEProtocol

/// An account that signs requests: its key and, once registered, its URL.
struct ACMEAccount: Sendable {
  let signer: JWSSigner
  /// `nil` until registered; the key itself is sent then (RFC 8555 §6.2).
  private(set) var url: String?

  /// Registers a fresh P-256 key.
  ///
  /// - Note: RFC 8555 §7.3. A repeated request finds the same account, by its key.
  init(registeringWith client: ACMEClient, patience: Patience) async throws(ACMEClientError) {
    do {
      signer = try JWSSigner()
    } catch {
      throw ACMEClientError(
        step: .newAccount, url: client.directory.newAccount,
        cause: .malformed("no account key can be made: \(error)"))
    }
    let answer = try await client.post(
      NewAccountRequest(termsOfServiceAgreed: true), to: client.directory.newAccount, as: self,
      step: .newAccount, patience: patience)
    url = try answer.location
  }

  /// The body of a signed request.
  func request(
    to url: String, nonce: String, payload: [UInt8], step: LoadStep
  ) throws(ACMEClientError) -> [UInt8] {
    do {
      return try signer.request(to: url, nonce: nonce, payload: payload, account: self.url)
    } catch {
      throw ACMEClientError(
        step: step, url: url, cause: .malformed("the request cannot be signed: \(error)"))
    }
  }
}
