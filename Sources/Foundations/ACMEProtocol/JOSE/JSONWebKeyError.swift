/// Why a `jwk` is not a public key that may sign requests.
package enum JSONWebKeyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not even a JSON object.
  case notJSON(reason: String)
  /// A required member is missing or no string.
  case missingMember(String)
  /// A member's text or size is wrong.
  case badMember(String, reason: String)
  /// A member that only a private key has. Whoever sent it should change that key.
  case privateMember(String)
  /// A key type or curve that this CA does not take.
  case unsupported(member: String, value: String)
  /// The numbers are no key: a point off the curve, an even modulus.
  case notAKey(String)

  package var description: String {
    switch self {
    case .notJSON(let reason):
      "jwk \(reason)"
    case .missingMember(let name):
      "jwk lacks the member '\(name)', or it is no string"
    case .badMember(let name, let reason):
      "jwk member '\(name)' \(reason)"
    case .privateMember(let name):
      "jwk has the private member '\(name)': send the public key only, and replace this key"
    case .unsupported(let member, let value):
      "jwk member '\(member)' is '\(value.prefix(40))': use EC P-256, EC P-384, RSA or OKP Ed25519"
    case .notAKey(let reason):
      "jwk is not a usable public key: \(reason)"
    }
  }
}
