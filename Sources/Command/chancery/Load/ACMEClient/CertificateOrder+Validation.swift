import ACMEProtocol

extension CertificateOrder {
  /// Brings one authorization to valid, unless it is valid already.
  ///
  /// - Note: RFC 8555 §7.5.1.
  func validate(_ url: String) async throws(ACMEClientError) {
    let answer = try await client.fetch(url, as: account, step: .authorization, patience: patience)
    let authorization: AuthorizationResource = try answer.resource()
    guard try isPending(authorization, at: url) else { return }
    let (challenge, proof) = try challenge(of: authorization, at: url)
    let name = authorization.identifier.value
    do throws(DNSPublisherError) {
      try await solver.present(proof, for: name)
    } catch {
      throw ACMEClientError(step: .challenge, url: url, cause: .publication(error))
    }
    let start = ContinuousClock().now
    do throws(ACMEClientError) {
      try await respond(to: challenge, of: name, at: url)
    } catch {
      await solver.withdraw(proof, for: name)
      throw error
    }
    client.observe(.validation, since: start)
    await solver.withdraw(proof, for: name)
  }

  /// Says that the proof is there, and looks until the server has judged it: at once, since it may have
  /// done so before it answered, and then after pauses.
  private func respond(
    to challenge: String, of name: String, at url: String
  ) async throws(ACMEClientError) {
    var backoff = Backoff()
    var refusal: ACMEClientError?
    var pause: (length: Duration, isTold: Bool)?
    do throws(ACMEClientError) {
      let answer = try await client.post(
        ChallengeResponseRequest(), to: challenge, as: account, step: .challenge,
        patience: patience)
      pause = client.advisedPause(of: answer).map { (backoff.nextPause(retryAfter: $0), true) }
    } catch {
      // After a lost answer the validation may be over already; the authorization tells.
      refusal = error
      pause = (backoff.nextPause(), false)
    }
    while true {
      if let pause {
        try await self.pause(
          for: pause.length, isTold: pause.isTold, before: .authorizationPoll, at: url,
          because: "\(name) is being validated")
      }
      let answer = try await client.fetch(
        url, as: account, step: .authorizationPoll, patience: patience)
      guard try isPending(try answer.resource(), at: url) else { return }
      if let refusal { throw refusal }
      let advice = client.advisedPause(of: answer)
      pause = (backoff.nextPause(retryAfter: advice), advice != nil)
    }
  }

  /// Whether an authorization is still to become valid; when it can't any more, it throws.
  private func isPending(
    _ authorization: AuthorizationResource, at url: String
  ) throws(ACMEClientError) -> Bool {
    switch authorization.status {
    case .valid: return false
    case .pending: return true
    case .invalid, .deactivated, .expired, .revoked:
      throw ACMEClientError(
        step: .authorization, url: url,
        cause: .invalid(
          "the authorization of \(authorization.identifier.value)",
          authorization.challenges.lazy.compactMap(\.error).first))
    }
  }

  /// The authorization's challenge that we can solve, and what it asks for.
  private func challenge(
    of authorization: AuthorizationResource, at url: String
  ) throws(ACMEClientError) -> (url: String, proof: KeyAuthorization) {
    guard let challenge = authorization.challenges.first(where: { $0.type == solver.type }),
      let text = challenge.token, let token = ChallengeToken(parsing: text)
    else {
      throw ACMEClientError(
        step: .authorization, url: url,
        cause: .malformed(
          "\(authorization.identifier.value) has no \(solver.type) challenge with a token"))
    }
    return (challenge.url, KeyAuthorization(token: token, key: account.signer.publicKey))
  }
}
