internal import X509
package import CertificateFormats

/// A public key that this CA certifies; nobody can hold one that wasn't checked.
///
/// - Note: CA/B Baseline Requirements §6.1.1.3, §6.1.5, §6.1.6.
package struct AcceptedKey: Sendable, Hashable {
  /// What the key is, which decides what its certificate may be used for.
  package enum Kind: Sendable, Hashable {
    case rsa(bits: Int)
    case p256
    case p384
  }

  package let info: PublicKeyInfo
  package let kind: Kind

  /// Reads a SubjectPublicKeyInfo that an applicant sent, and looks for every weakness.
  package init(spki: some Sequence<UInt8>, policy: KeyPolicy) throws(KeyError) {
    let bytes = Array(spki)
    let content = try KeyStructure(derBytes: bytes).content()
    if case .rsa(let numbers) = content { try policy.check(numbers) }
    try self.init(bytes, kind: content.kind)
  }

  /// Takes up a key that was accepted and stored as ``info``'s DER.
  ///
  /// Its form is read again, as storage may have spoilt it. Weaknesses aren't looked for twice: that
  /// is most of the work, the bytes are those that passed, and the order is owed its end (law 3).
  package init(accepted derBytes: [UInt8]) throws(KeyError) {
    try self.init(derBytes, kind: KeyStructure(derBytes: derBytes).content().kind)
  }

  /// The structure is read before swift-certificates sees it, whose errors cannot tell a key too
  /// short from a key that is no key.
  private init(_ derBytes: [UInt8], kind: Kind) throws(KeyError) {
    self.kind = kind
    do {
      // Also sees to it that a point lies on its curve (NIST SP 800-56A §5.6.2.3.3).
      info = try PublicKeyInfo(derBytes: derBytes)
    } catch {
      throw kind.isEllipticCurve ? .point : .malformed(reason: ParsingFault(error).description)
    }
  }
}

extension AcceptedKey.Kind {
  package var isEllipticCurve: Bool {
    switch self {
    case .p256, .p384: true
    case .rsa: false
    }
  }
}
