/// The signature algorithms that requests may use.
///
/// MACs and `none` are no members, so nothing can fall back to them (RFC 8555 §6.2).
package enum JWSAlgorithm: String, Sendable, CaseIterable, Codable {
  /// ECDSA with P-256 and SHA-256 (RFC 7518 §3.4), which every server must know (RFC 8555 §6.2).
  case es256 = "ES256"
  /// ECDSA with P-384 and SHA-384 (RFC 7518 §3.4).
  case es384 = "ES384"
  /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3).
  case rs256 = "RS256"
  /// Ed25519 (RFC 8037 §3.1), which servers should know (RFC 8555 §6.2).
  case edDSA = "EdDSA"
}
