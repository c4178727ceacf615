internal import X509
package import CertificateFormats

/// A public key that this CA certifies.
///
/// - Note: CA/B Baseline Requirements §6.1.5, §6.1.6. Weak-key checks (ROCA, close primes, blocked
///   keys) belong behind ``init(spki:)`` too, so that nobody can hold an unchecked key.
package struct AcceptedKey: Sendable, Hashable {
  /// What the key is, which decides what its certificate may be used for.
  package enum Kind: Sendable, Hashable {
    case rsa(bits: Int)
    case p256
    case p384
  }

  package let info: PublicKeyInfo
  package let kind: Kind

  /// Reads and checks a SubjectPublicKeyInfo.
  ///
  /// The structure is read before swift-certificates sees it, whose errors cannot tell a key too
  /// short from a key that is no key.
  package init(spki: some Sequence<UInt8>) throws(KeyError) {
    let bytes = Array(spki)
    kind = try KeyStructure(derBytes: bytes).kind()
    do {
      info = try PublicKeyInfo(derBytes: bytes)
    } catch {
      throw kind.isEllipticCurve ? .point : .malformed(reason: ParsingFault(error).description)
    }
  }
}

extension AcceptedKey {
  /// The content of the subjectPublicKey BIT STRING, by which keys of other encodings are compared.
  package var subjectPublicKeyBits: [UInt8] { Array(info.key.subjectPublicKeyInfoBytes) }
}

extension AcceptedKey.Kind {
  package var isEllipticCurve: Bool {
    switch self {
    case .p256, .p384: true
    case .rsa: false
    }
  }
}
