internal import ACMEProtocol
internal import AuthorityModel
internal import Logging
internal import Storage
internal import Synchronization

extension ValidationService {
  /// Makes one attempt, and sees to the next where there is to be one.
  func attempt(_ work: Work) async {
    defer { noteEnd() }
    do throws(StorageError) {
      switch try await ending(of: work) {
      case .decided(let authorization):
        dismiss(work.id)
        ends.ended(work.id, as: authorization)
      case .retry(let authorization, let time):
        pause(work.id, until: time)
        ends.ended(work.id, as: authorization)
      case .nothingToTry:
        dismiss(work.id)
        ends.abandon(work.id)
      case .ignored:
        // Somebody else changed it. Where it still waits for an attempt, that is made on what it is.
        book.withLock { $0.restart(work.id) }
        queue.yield(.id(work.id))
      case .interrupted: break
      }
    } catch {
      logger.error(
        "A validation's result could not be recorded; it is repeated",
        metadata: ["authorization": "\(work.id)", "reason": "\(error)"])
      // Cut short by a shutdown: the database still says `processing`, and the next start goes on.
      try? await Task.sleep(for: terms.storageRetryDelay)
      queue.yield(work)
    }
  }

  /// What an attempt is made on.
  private struct Subject {
    let authorization: Authorization
    /// How it was stored when its turn came, where the answer itself need not have been recorded.
    var unanswered: Authorization?
  }

  private enum Ending {
    case nothingToTry
    case decided(Authorization)
    case retry(Authorization, at: AuthorityModel.Timestamp)
    case ignored
    /// It says nothing about the applicant; the next start repeats it.
    case interrupted
  }

  private func ending(of work: Work) async throws(StorageError) -> Ending {
    switch work {
    case .authorization(let authorization):
      return try await ending(of: Subject(authorization: authorization))
    case .answer(let answered, instead: let unanswered):
      return try await ending(of: Subject(authorization: answered, unanswered: unanswered))
    case .id(let id):
      guard let authorization = try await authorizations.authorization(id) else {
        return .nothingToTry
      }
      guard !authorization.isInValidation else {
        return try await ending(of: Subject(authorization: authorization))
      }
      // Somebody else has decided it; or storage took a result, and failed to say so.
      return authorization.state == .pending ? .nothingToTry : .decided(authorization)
    }
  }

  private func ending(of subject: Subject) async throws(StorageError) -> Ending {
    let authorization = subject.authorization
    guard
      let challenge = authorization.challenges.first(where: { $0.state == .processing }),
      let account = try await accounts.account(authorization.account)
    else { return .nothingToTry }
    guard account.status == .valid else { return try await giveUp(subject) }
    let conclusion = await conclusion(on: challenge, of: authorization, by: account)
    guard !Task.isCancelled else { return .interrupted }
    var ended = authorization
    let end = ended.endAttempt(
      challenge.method, as: conclusion, at: clock.now, validFor: terms.authorizationLifetime,
      retries: terms.retries)
    guard try await record(ended, instead: subject) else { return .ignored }
    switch end {
    case .decided, .ignored: return .decided(ended)
    case .retry(let time): return .retry(ended, at: time)
    }
  }

  /// - Returns: False, and nothing stored, where somebody else changed it.
  private func record(_ ended: Authorization, instead subject: Subject)
    async throws(StorageError) -> Bool
  {
    if let unanswered = subject.unanswered,
      try await authorizations.update(unanswered, to: ended)
    {
      return true
    }
    // The answer was recorded: at once, or when it had waited for long enough.
    return try await authorizations.update(subject.authorization, to: ended)
  }

  /// Ends what was pending for an account that is no longer valid (RFC 8555 §7.3.6).
  private func giveUp(_ subject: Subject) async throws(StorageError) -> Ending {
    var ended = subject.authorization
    guard ended.deactivate() else { return .nothingToTry }
    return try await record(ended, instead: subject) ? .decided(ended) : .ignored
  }

  private func conclusion(
    on challenge: Challenge, of authorization: Authorization, by account: Account
  ) async -> Authorization.Conclusion {
    guard let validator = validators[challenge.method] else {
      return .invalid(
        Failure(
          .unauthorized,
          "This CA offers \(challenge.method.rawValue) no longer. Place a new order."))
    }
    let key = challenge.answeringKey ?? Base64URL.encode(account.keyThumbprint)
    return await validator.conclusion(
      on: ChallengeAttempt(
        identifier: authorization.identifier, isWildcard: authorization.isWildcard,
        account: authorization.account, token: challenge.token,
        keyAuthorization: "\(challenge.token).\(key)",
        startedAt: clock.now))
  }
}

extension ValidationService.Work {
  var id: AuthorizationID {
    switch self {
    case .authorization(let authorization), .answer(let authorization, instead: _): authorization.id
    case .id(let id): id
    }
  }
}
