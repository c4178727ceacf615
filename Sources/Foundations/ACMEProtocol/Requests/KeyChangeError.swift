/// Why the inside of a key change is refused.
///
/// - Note: RFC 8555 §7.3.5.
package enum KeyChangeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The JWS inside is not what it should be, or its signature does not verify.
  case innerSignature(JWSError)
  /// Its payload is no key-change object.
  case innerPayload(PayloadError)
  /// It was signed for another URL than the JWS outside.
  case otherURL(inner: String, outer: String)
  /// `account` is not the URL of the account that signed the JWS outside.
  case otherAccount(String)
  /// `oldKey` is not that account's key.
  case otherKey

  package var problemType: ProblemType {
    switch self {
    case .innerSignature(let error): error.problemType
    case .innerPayload: .malformed
    case .otherURL, .otherAccount, .otherKey: .unauthorized
    }
  }

  /// The answer to the client.
  package var problem: ProblemDocument {
    switch self {
    case .innerSignature(.badSignatureAlgorithm):
      // RFC 8555 §6.2 holds for the JWS inside as well.
      ProblemDocument(problemType, detail: description, algorithms: JWSAlgorithm.allCases)
    case .innerSignature, .innerPayload, .otherURL, .otherAccount, .otherKey:
      ProblemDocument(problemType, detail: description)
    }
  }

  package var description: String {
    switch self {
    case .innerSignature(let error):
      "inner \(error.description)"
    case .innerPayload(let error):
      "inner JWS: \(error.description)"
    case .otherURL(let inner, let outer):
      "inner JWS url '\(inner.prefix(200))' differs from the outer '\(outer.prefix(200))'"
    case .otherAccount(let account):
      "inner JWS: 'account' is '\(account.prefix(200))', not the account that signed the request"
    case .otherKey:
      "inner JWS: 'oldKey' is not the account's key"
    }
  }
}
