package import Crypto
package import CryptoExtras

/// The private key of an ACME account, for the client side: the load driver and the tests.
package enum AccountKey: Sendable {
  case p256(P256.Signing.PrivateKey)
  case p384(P384.Signing.PrivateKey)
  case rsa(_RSA.Signing.PrivateKey)
  case ed25519(Curve25519.Signing.PrivateKey)

  /// The public half, as `jwk` carries it.
  package var publicKey: JSONWebKey {
    get throws(JSONWebKeyError) {
      switch self {
      case .p256(let key):
        try JSONWebKey(curve: "P-256", point: Array(key.publicKey.rawRepresentation))
      case .p384(let key):
        try JSONWebKey(curve: "P-384", point: Array(key.publicKey.rawRepresentation))
      case .rsa(let key):
        try JSONWebKey(key.publicKey)
      case .ed25519(let key):
        try JSONWebKey(
          parsing: Array(
            """
            {"crv":"Ed25519","kty":"OKP","x":"\(
              Base64URL.encode(key.publicKey.rawRepresentation))"}
            """.utf8))
      }
    }
  }

  /// The JWS signature over `message`.
  ///
  /// - Throws: What the cryptography library throws when it has no memory or no randomness.
  func signature(for message: [UInt8]) throws -> [UInt8] {
    switch self {
    case .p256(let key):
      Array(try key.signature(for: message).rawRepresentation)
    case .p384(let key):
      Array(try key.signature(for: message).rawRepresentation)
    case .rsa(let key):
      Array(
        try key.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
          .rawRepresentation)
    case .ed25519(let key):
      Array(try key.signature(for: message))
    }
  }
}

extension JSONWebKey {
  fileprivate init(curve: String, point: [UInt8]) throws(JSONWebKeyError) {
    let x = Base64URL.encode(point[..<(point.count / 2)])
    let y = Base64URL.encode(point[(point.count / 2)...])
    try self.init(
      parsing: Array(#"{"crv":"\#(curve)","kty":"EC","x":"\#(x)","y":"\#(y)"}"#.utf8))
  }

  fileprivate init(_ key: _RSA.Signing.PublicKey) throws(JSONWebKeyError) {
    let primitives: _RSA.Signing.PublicKey.Primitives
    do {
      primitives = try key.getKeyPrimitives()
    } catch {
      throw .notAKey("its modulus and exponent cannot be read")
    }
    let n = Base64URL.encode(primitives.modulus)
    let e = Base64URL.encode(primitives.publicExponent)
    try self.init(parsing: Array(#"{"e":"\#(e)","kty":"RSA","n":"\#(n)"}"#.utf8))
  }
}
