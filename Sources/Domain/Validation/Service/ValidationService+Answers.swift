internal import ACMEProtocol
package import AuthorityModel
internal import Storage
internal import Synchronization

extension ValidationService {
  /// Takes the client's word that a challenge is ready to be validated.
  ///
  /// - Parameters:
  ///   - authorization: The authorization as it is stored.
  ///   - account: Who answers, with the key that he has now.
  /// - Returns: The authorization as it stands now; an answer that comes twice changes nothing, but
  ///   for a validation that waits to be tried again: it waits no longer.
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
    case .alreadyAnswered: return authorization
    case .validate: return try await accept(answered, instead: authorization, of: account)
    case .validateSooner: return try await hurry(answered, instead: authorization)
    }
  }

  private func accept(
    _ answered: Authorization, instead authorization: Authorization, of account: Account
  ) async throws(ValidationError) -> Authorization {
    let limit = ValidationBook.Limit(
      all: terms.backlogLimit, perAccount: terms.accountBacklogLimit)
    switch book.withLock({ $0.admit(authorization.id, of: account.id, limit: limit) }) {
    case .admitted: noteAcceptance()
    case .full: throw .overloaded(limit: terms.backlogLimit, retryAfter: timeToRoom)
    case .accountFull:
      throw .accountOverloaded(limit: terms.accountBacklogLimit, retryAfter: timeToRoom)
    // The same answer is just being taken from another request, and may not be durable yet.
    case .underWay: return try await stored(authorization)
    }
    let isRecorded: Bool
    do throws(StorageError) {
      isRecorded = try await authorizations.update(authorization, to: answered)
    } catch {
      dismiss(authorization.id)
      throw .storage(error)
    }
    guard isRecorded else {
      dismiss(authorization.id)
      return try await stored(authorization)
    }
    queue.yield(.authorization(answered))
    return answered
  }

  /// Records that there is no more waiting, then makes it so; where an attempt is running already,
  /// another follows it.
  private func hurry(_ answered: Authorization, instead authorization: Authorization)
    async throws(ValidationError) -> Authorization
  {
    let isRecorded: Bool
    do throws(StorageError) {
      isRecorded = try await authorizations.update(authorization, to: answered)
    } catch {
      throw .storage(error)
    }
    guard isRecorded else { return try await stored(authorization) }
    if book.withLock({ $0.hurry(answered.id) }) { queue.yield(.id(answered.id)) }
    return answered
  }

  func dismiss(_ id: AuthorizationID) {
    book.withLock { $0.dismiss(id) }
  }

  private func stored(_ authorization: Authorization) async throws(ValidationError) -> Authorization
  {
    do throws(StorageError) {
      return try await authorizations.authorization(authorization.id) ?? authorization
    } catch {
      throw .storage(error)
    }
  }
}
