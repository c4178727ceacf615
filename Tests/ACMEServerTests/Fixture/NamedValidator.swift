import AuthorityModel
import Validation

/// Finds every name proved, but those that begin with `refused`.
struct NamedValidator: ChallengeValidator {
  let method: Challenge.Method

  func conclusion(on attempt: ChallengeAttempt) async -> Authorization.Conclusion {
    let name = attempt.identifier.name
    guard name.hasPrefix("refused") else {
      return .valid(
        ValidationRecord(
          method: method, validatedAt: attempt.startedAt, observations: ["\(name) was believed."]))
    }
    return .invalid(Failure(.dns, "\(name) has no address."))
  }
}
