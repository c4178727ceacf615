import AuthorityModel
import Validation

/// Finds every name proved, but those that begin with `refused`.
struct NamedValidator: ChallengeValidator {
  func conclusion(on identifier: Identifier, token: String, keyAuthorization: String) async
    -> Authorization.Conclusion
  {
    guard identifier.name.hasPrefix("refused") else { return .valid }
    return .invalid(Failure(.dns, "\(identifier.name) has no address."))
  }
}
