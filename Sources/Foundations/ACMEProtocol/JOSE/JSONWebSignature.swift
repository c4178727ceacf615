/// A client's signed request: parsed, and refused unless it has ACME's one shape.
///
/// Parsing proves the shape, ``verify(with:)`` the signature. Between the two the server finds the key:
/// it is in the request itself for a new account, in storage for a known one.
///
/// - Note: RFC 8555 §6.2, RFC 7515 §7.2.2.
package struct JSONWebSignature: Sendable {
  /// Whose key made the signature: exactly one of `jwk` and `kid` (RFC 8555 §6.2).
  package enum KeyReference: Sendable, Hashable {
    /// The key itself, for newAccount and for revocation by a certificate's key.
    case key(JSONWebKey)
    /// The account's URL.
    case account(String)
  }

  package let algorithm: JWSAlgorithm
  /// The replay nonce: base64url text, not yet redeemed.
  package let nonce: String
  /// The URL that the client signed, to be compared with the one it asked (``requireURL(_:)``).
  package let url: String
  package let keyReference: KeyReference
  /// The decoded payload; no bytes at all mean POST-as-GET.
  package let payload: [UInt8]

  let envelope: JWSEnvelope

  /// Whether this request reads a resource (RFC 8555 §6.3).
  package var isPOSTAsGET: Bool { payload.isEmpty }

  /// Checks the signature.
  ///
  /// - Parameter key: The account's key, or the one that ``keyReference`` brought along.
  /// - Throws: ``JWSError/badSignatureAlgorithm(_:)`` when `alg` does not fit the key, so that a client
  ///   cannot choose how its key is used; ``JWSError/invalidSignature`` when it does not verify.
  package func verify(with key: JSONWebKey) throws(JWSError) {
    try envelope.verify(with: key, signedBy: algorithm)
  }

  /// Checks that the request was meant for `requested`.
  ///
  /// The comparison is exact, as RFC 8555 §6.4 wants it: of bytes, since Swift's == would unite what
  /// Unicode holds for equivalent.
  package func requireURL(_ requested: String) throws(JWSError) {
    guard url.utf8.elementsEqual(requested.utf8) else {
      throw .wrongURL(signed: url, requested: requested)
    }
  }
}
