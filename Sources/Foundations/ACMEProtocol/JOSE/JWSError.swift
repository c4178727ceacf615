/// Why a request's signature object is refused.
///
/// Each case has its ``ProblemType``, so the server answers without looking inside.
package enum JWSError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The body or one of its fields is not what RFC 8555 §6.2 asks for.
  case malformed(field: String, reason: String)
  /// There is no `nonce` (RFC 8555 §6.5).
  case missingNonce
  /// `alg` is unknown, forbidden, or does not fit the key. Carries what was asked for.
  case badSignatureAlgorithm(String)
  /// `jwk` is no public key that this CA takes.
  case badPublicKey(JSONWebKeyError)
  /// The signature does not verify with the account's key.
  case invalidSignature
  /// `url` names another resource than the one that was asked (RFC 8555 §6.4).
  case wrongURL(signed: String, requested: String)

  package var problemType: ProblemType {
    switch self {
    case .malformed: .malformed
    case .missingNonce: .badNonce
    case .badSignatureAlgorithm: .badSignatureAlgorithm
    case .badPublicKey: .badPublicKey
    case .invalidSignature, .wrongURL: .unauthorized
    }
  }

  /// The answer to the client.
  package var problem: ProblemDocument {
    switch self {
    case .badSignatureAlgorithm:
      // RFC 8555 §6.2: the answer lists the algorithms that the server takes.
      ProblemDocument(problemType, detail: description, algorithms: JWSAlgorithm.allCases)
    case .malformed, .missingNonce, .badPublicKey, .invalidSignature, .wrongURL:
      ProblemDocument(problemType, detail: description)
    }
  }

  package var description: String {
    switch self {
    case .malformed(let field, let reason):
      "JWS \(field) \(reason)"
    case .missingNonce:
      "JWS nonce is missing: repeat the request with the Replay-Nonce of this answer"
    case .badSignatureAlgorithm(let name):
      "JWS alg '\(name.prefix(40))' is not usable here: take "
        + "ES256 with a P-256 key, ES384 with P-384, RS256 with RSA, EdDSA with Ed25519"
    case .badPublicKey(let error):
      "JWS \(error.description)"
    case .invalidSignature:
      "JWS signature does not verify with the key that is due"
    case .wrongURL(let signed, let requested):
      "JWS url '\(signed.prefix(200))' was signed, but '\(requested.prefix(200))' was requested"
    }
  }
}
