package import Cryptoki

/// Why no private key was proved to be a certificate's.
package enum KeyProofFault: Error, Sendable, Hashable {
  /// No private key is so named; `present` lists those that are there.
  case missing(key: String, near: String?, present: [String])
  /// More than one private key is so named.
  case ambiguous(key: String, ids: [String])
  /// None of the token's keys is the certificate's.
  case noneFits(expected: String, type: String, present: [String])
  /// `CKA_SIGN` is false.
  case mayNotSign(key: String)
  /// RSA where the certificate has EC, another curve, or another size.
  case otherType(key: String, expected: String, found: String)
  /// The key's public half is another; both given by fingerprint.
  case otherKey(key: String, expected: String, found: String)
  /// The token shows no public key, and what it signed isn't the certificate's key's.
  case proofFailed(key: String, expected: String)
  /// The token doesn't sign in the way that the key needs.
  case mechanismNotOffered(mechanism: String, key: String)
  /// A CA doesn't sign by such a key.
  case unsupportedKey(found: String)
  /// A call of the module failed.
  case call(CryptokiError)
}

extension KeyProofFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let key, let near?, _):
      "The token holds no private key with \(key). Did you mean \(near)?"
    case .missing(let key, nil, let present):
      "The token holds no private key with \(key). \(Self.list(present))"
    case .ambiguous(let key, let ids):
      "The token holds \(ids.count) private keys with \(key). Name one by --id: "
        + "\(ids.joined(separator: ", "))."
    case .noneFits(let expected, let type, let present):
      "No private key of the token is the certificate's (\(type), fingerprint \(expected)). "
        + Self.list(present)
    case .mayNotSign(let key):
      "The private key with \(key) may not sign: its CKA_SIGN is false. Generate another with "
        + "`chancery hsm generate`; most tokens don't let it be changed."
    case .otherType(let key, let expected, let found):
      "The private key with \(key) is \(found), but the certificate's is \(expected). Name the key "
        + "that the certificate was made for, or leave the name out to look for it."
    case .otherKey(let key, let expected, let found):
      "The private key with \(key) is another than the certificate's: its fingerprint is \(found), "
        + "the certificate's \(expected). Leave the name out to look for the right one."
    case .proofFailed(let key, let expected):
      "A test signature by the private key with \(key) doesn't verify under the certificate's public "
        + "key (fingerprint \(expected)): it is another key. Leave the name out to look for the "
        + "right one."
    case .mechanismNotOffered(let mechanism, let key):
      "The token doesn't offer \(mechanism), by which the key with \(key) would sign. Allow it in the "
        + "HSM's configuration, or use a key of another type."
    case .unsupportedKey(let found):
      "The certificate's key is \(found), by which no CA signs here. Use a certificate with a P-256, "
        + "P-384 or RSA key of at least 2048 bits."
    case .call(let error):
      "\(error)."
    }
  }

  private static func list(_ present: [String]) -> String {
    present.isEmpty
      ? "It shows no private keys to this login." : "It holds \(present.joined(separator: ", "))."
  }
}
