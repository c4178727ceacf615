import ACMEProtocol

extension CertificateOrder {
  /// Brings one authorization to valid by http-01, unless it is valid already.
  ///
  /// - Note: RFC 8555 §7.5.1 and §8.3.
  func validate(_ url: String) async throws(ACMEClientError) {
    var backoff = Backoff()
    var start: ContinuousClock.Instant?
    var refusal: ACMEClientError?
    var token: String?
    defer { if let token { tokens.withdraw(token) } }
    var answer = try await client.fetch(
      url, as: account, step: .authorization, patience: patience)
    while true {
      let authorization: AuthorizationResource = try answer.resource()
      switch authorization.status {
      case .valid:
        if let start { client.observe(.validation, since: start) }
        return
      case .invalid, .deactivated, .expired, .revoked:
        throw ACMEClientError(
          step: .authorization, url: url,
          cause: .invalid(
            "the authorization of \(authorization.identifier.value)",
            authorization.challenges.lazy.compactMap(\.error).first))
      case .pending:
        if let refusal { throw refusal }
      }
      var pauseBeforePoll = backoff.nextPause(retryAfter: client.retryAfter(of: answer))
      if start == nil {
        start = ContinuousClock().now
        let challenge = try http01Challenge(of: authorization, at: url)
        token = challenge.token
        do throws(ACMEClientError) {
          let answer = try await client.post(
            ChallengeResponseRequest(), to: challenge.url, as: account, step: .challenge,
            patience: patience)
          pauseBeforePoll = backoff.nextPause(retryAfter: client.retryAfter(of: answer))
        } catch {
          // After a lost answer the validation may be over already; the authorization tells.
          refusal = error
        }
      }
      try await pause(
        pauseBeforePoll, before: .authorizationPoll, at: url,
        because: "\(authorization.identifier.value) is being validated")
      answer = try await client.fetch(
        url, as: account, step: .authorizationPoll, patience: patience)
    }
  }

  /// The authorization's http-01 challenge, its answer laid out for the server to see.
  private func http01Challenge(
    of authorization: AuthorizationResource, at url: String
  ) throws(ACMEClientError) -> (url: String, token: String) {
    guard let challenge = authorization.challenges.first(where: { $0.type == "http-01" }),
      let text = challenge.token, let token = ChallengeToken(parsing: text)
    else {
      throw ACMEClientError(
        step: .authorization, url: url,
        cause: .malformed(
          "\(authorization.identifier.value) has no http-01 challenge with a token"))
    }
    tokens.publish(KeyAuthorization(token: token, key: account.signer.publicKey))
    return (challenge.url, text)
  }
}
