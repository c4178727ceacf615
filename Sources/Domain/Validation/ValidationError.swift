package import AuthorityModel
package import Storage

/// Why an answer to a challenge was refused.
package enum ValidationError: Error, Sendable, Equatable {
  case unknownChallenge
  case authorizationNotPending(Authorization.Status)
  /// One challenge of an authorization is validated at a time.
  case otherChallengeUnderWay(Challenge.Method)
  /// So many validations are under way that this one was not begun; try again later.
  case overloaded(limit: Int, retryAfter: Duration)
  /// So many of this account's are under way.
  case accountOverloaded(limit: Int, retryAfter: Duration)
  /// There was no time left to begin the next step; what was done before stands.
  case outOfTime
  case storage(StorageError)
}
