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
      guard let authorization = try await authorization(of: work) else {
        dismiss(work.id)
        return
      }
      switch try await ending(of: authorization) {
      case .decided: dismiss(authorization.id)
      case .retry(let time): pause(authorization.id, until: time)
      case .ignored:
        // Somebody else changed it. Where it still waits for an attempt, that is made on what it is.
        book.withLock { $0.restart(authorization.id) }
        queue.yield(.id(authorization.id))
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

  private enum Ending {
    case decided
    case retry(at: AuthorityModel.Timestamp)
    case ignored
    /// It says nothing about the applicant; the next start repeats it.
    case interrupted
  }

  /// - Returns: Nil where there is nothing to validate any more.
  private func authorization(of work: Work) async throws(StorageError) -> Authorization? {
    switch work {
    case .authorization(let authorization): return authorization
    case .id(let id):
      let authorization = try await authorizations.authorization(id)
      return authorization?.isInValidation == true ? authorization : nil
    }
  }

  private func ending(of authorization: Authorization) async throws(StorageError) -> Ending {
    guard
      let challenge = authorization.challenges.first(where: { $0.state == .processing }),
      let account = try await accounts.account(authorization.account)
    else { return .decided }
    guard account.status == .valid else { return try await giveUp(authorization) }
    let conclusion = await conclusion(on: challenge, of: authorization, by: account)
    guard !Task.isCancelled else { return .interrupted }
    var ended = authorization
    let end = ended.endAttempt(
      challenge.method, as: conclusion, at: clock.now, validFor: terms.authorizationLifetime,
      retries: terms.retries)
    guard try await authorizations.update(authorization, to: ended) else { return .ignored }
    switch end {
    case .decided, .ignored: return .decided
    case .retry(let time): return .retry(at: time)
    }
  }

  /// Ends what was pending for an account that is no longer valid (RFC 8555 §7.3.6).
  private func giveUp(_ authorization: Authorization) async throws(StorageError) -> Ending {
    var ended = authorization
    guard ended.deactivate() else { return .decided }
    return try await authorizations.update(authorization, to: ended) ? .decided : .ignored
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
    case .authorization(let authorization): authorization.id
    case .id(let id): id
    }
  }
}
