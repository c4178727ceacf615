internal import ACMEProtocol
package import AuthorityModel
internal import Storage
internal import Synchronization

extension ValidationService {
  /// Takes the client's word that a challenge is ready to be validated, and waits a while for what
  /// comes of it.
  ///
  /// - Parameters:
  ///   - authorization: The authorization as it is stored.
  ///   - account: Who answers, with the key that he has now.
  /// - Returns: The authorization as it stands now: decided, where that was done in time. An answer that
  ///   comes twice changes nothing, but for a validation that waits to be tried again: it waits no
  ///   longer.
  package func respond(
    to method: Challenge.Method, of authorization: Authorization, by account: Account
  ) async throws(ValidationError) -> Authorization {
    var answered = authorization
    let key = Base64URL.encode(account.keyThumbprint)
    switch answered.respond(to: method, with: key, at: clock.now) {
    case .rejectUnknownChallenge: throw .unknownChallenge
    case .rejectNotPending:
      throw .authorizationNotPending(authorization.status(at: clock.now))
    case .rejectOtherUnderWay(let other): throw .otherChallengeUnderWay(other)
    case .alreadyAnswered: return followed(authorization)
    case .validate:
      let answer = Answer(answered: answered, instead: authorization)
      let wait = timeToWait(at: answered.id)
      guard wait > .zero else { return try await record(answer, of: account) }
      return try await conclude(answer, of: account, within: wait)
    case .validateSooner:
      return try await hurry(Answer(answered: answered, instead: authorization))
    }
  }

  /// An authorization before and after it was answered.
  private struct Answer {
    let answered: Authorization
    let instead: Authorization

    var id: AuthorizationID { instead.id }
  }

  /// Validates at once, and records what comes of it in one commit with the answer.
  ///
  /// The answer itself is recorded once the wait is over, so that nothing is acknowledged that a crash
  /// could take back.
  private func conclude(
    _ answer: Answer, of account: Account, within limit: Duration
  ) async throws(ValidationError) -> Authorization {
    // Expected before it is begun, so that no end comes unnoticed.
    ends.expect(answer.id)
    do throws(ValidationError) {
      // Where it is under way already, from another request, its end is waited for as well.
      if try admit(answer.id, of: account) {
        let current = try await currentOrDismissed(answer)
        guard current == answer.instead else {
          dismiss(answer.id)
          ends.cancel(answer.id)
          return current
        }
        queue.yield(.answer(answer.answered, instead: answer.instead))
      }
    } catch {
      ends.cancel(answer.id)
      throw error
    }
    if let ended = await endOfAttempt(at: answer.id, within: limit) { return ended }
    return followed(try await recorded(answer))
  }

  /// Somebody may have changed it after it was read and before it was admitted.
  private func currentOrDismissed(_ answer: Answer) async throws(ValidationError) -> Authorization {
    do throws(ValidationError) {
      return try await current(answer)
    } catch {
      dismiss(answer.id)
      // Whoever else waits for the attempt need not wait for one that isn't made.
      ends.abandon(answer.id)
      throw error
    }
  }

  /// Sees to it that what is recorded as being validated is: whose attempt it was may have given up.
  private func followed(_ authorization: Authorization) -> Authorization {
    guard authorization.isInValidation else { return authorization }
    let admission = book.withLock {
      $0.admit(
        authorization.id, of: authorization.account,
        limit: ValidationBook.Limit(all: .max, perAccount: .max))
    }
    if admission == .admitted {
      noteAcceptance()
      queue.yield(.id(authorization.id))
    }
    return authorization
  }

  /// Records the answer, then has it validated.
  private func record(_ answer: Answer, of account: Account)
    async throws(ValidationError) -> Authorization
  {
    guard try admit(answer.id, of: account) else {
      // The same answer is just being taken from another request, and may not be durable yet.
      return followed(try await recorded(answer))
    }
    let recorded: Authorization
    do throws(ValidationError) {
      recorded = try await self.recorded(answer)
    } catch {
      dismiss(answer.id)
      throw error
    }
    if recorded.isInValidation {
      queue.yield(.authorization(recorded))
    } else {
      dismiss(answer.id)
    }
    return recorded
  }

  /// - Returns: Whether the caller has to have it validated; false where that is under way.
  private func admit(_ id: AuthorizationID, of account: Account) throws(ValidationError) -> Bool {
    let limit = ValidationBook.Limit(
      all: terms.backlogLimit, perAccount: terms.accountBacklogLimit)
    switch book.withLock({ $0.admit(id, of: account.id, limit: limit) }) {
    case .admitted:
      noteAcceptance()
      return true
    case .underWay: return false
    case .full: throw .overloaded(limit: terms.backlogLimit, retryAfter: timeToRoom)
    case .accountFull:
      throw .accountOverloaded(limit: terms.accountBacklogLimit, retryAfter: timeToRoom)
    }
  }

  /// Records that there is no more waiting, then makes it so, and waits for what comes of it; where an
  /// attempt is running already, another follows it.
  private func hurry(_ answer: Answer) async throws(ValidationError) -> Authorization {
    let wait = timeToWait(at: answer.id)
    ends.expect(answer.id)
    let recorded: Authorization
    do throws(ValidationError) {
      recorded = try await self.recorded(answer)
    } catch {
      ends.cancel(answer.id)
      throw error
    }
    guard recorded == answer.answered else {
      ends.cancel(answer.id)
      return recorded
    }
    if book.withLock({ $0.hurry(answer.id) }) { queue.yield(.id(answer.id)) }
    return await endOfAttempt(at: answer.id, within: wait) ?? recorded
  }

  func dismiss(_ id: AuthorizationID) {
    book.withLock { $0.dismiss(id) }
  }

  /// Makes an answer durable.
  ///
  /// - Returns: What is stored: the answer, or what somebody else was faster with.
  private func recorded(_ answer: Answer) async throws(ValidationError) -> Authorization {
    let isRecorded = try await stored { () async throws(StorageError) in
      try await authorizations.update(answer.instead, to: answer.answered)
    }
    return isRecorded ? answer.answered : try await current(answer)
  }

  private func current(_ answer: Answer) async throws(ValidationError) -> Authorization {
    try await stored { () async throws(StorageError) in
      try await authorizations.authorization(answer.id) ?? answer.instead
    }
  }
}

/// Runs a turn of storage, where there is time for it, and passes its error on as ours.
private func stored<Result>(
  _ turn: () async throws(StorageError) -> Result
) async throws(ValidationError) -> Result {
  guard !TimeBudget.current.isSpent else { throw .outOfTime }
  do throws(StorageError) {
    return try await turn()
  } catch {
    throw .storage(error)
  }
}
