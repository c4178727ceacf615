import ACMEProtocol
import CertificateFormats
import IssuancePolicy

/// An accepted key has one form: read again from it, it is the same key.
enum KeyProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    if let key = try? JSONWebKey(parsing: bytes) {
      guard let again = try? JSONWebKey(parsing: key.canonicalJSON) else {
        throw Violation("the canonical form of a JWK is refused")
      }
      try require(again.canonicalJSON == key.canonicalJSON, "a canonical form isn't its own")
      try require(again.thumbprint == key.thumbprint, "a thumbprint changed")
      switch SecondReader.read(bytes) {
      case .object(let jwk): try compare(key, jwk)
      case .hugeNumber: break
      case .refused: throw Violation("Foundation finds no JWK")
      }
    }
    if let key = try? AcceptedKey(spki: bytes, policy: KeyPolicy()) {
      guard let again = try? AcceptedKey(spki: key.info.derBytes, policy: KeyPolicy()) else {
        throw Violation("the canonical form of a key is refused")
      }
      try require(again == key, "a key changed by being written and read")
      try require(again.info.derBytes == key.info.derBytes, "a key's form changed")
    }
  }

  /// Every member of the canonical form stands in the JWK as it was sent, byte for byte.
  static func compare(_ key: JSONWebKey, _ jwk: [String: Any]) throws(Violation) {
    guard case .object(let canonical) = SecondReader.read(key.canonicalJSON) else {
      throw Violation("the canonical form of a JWK is no JSON")
    }
    for (name, value) in canonical {
      guard let value = value as? String, JWSProperty.isSame(value, jwk[name]) else {
        throw Violation("the JWK's '\(name)' was sent otherwise")
      }
    }
    for name in ["d", "p", "q", "k"] {
      try require(jwk[name] == nil, "a JWK with the private '\(name)' is taken")
    }
  }
}
