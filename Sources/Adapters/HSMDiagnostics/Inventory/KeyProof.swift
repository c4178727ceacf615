package import CertificateFormats
package import Cryptoki
internal import Signing
package import X509

/// How a key is named on its token.
package enum KeyName: Sendable, Hashable, CustomStringConvertible {
  /// `CKA_LABEL`.
  case label(String)
  /// `CKA_ID`.
  case id([UInt8])

  package var description: String {
    switch self {
    case .label(let label): "label \"\(label)\""
    case .id(let id): "id \(HexText.text(id))"
    }
  }

  var query: ObjectQuery {
    switch self {
    case .label(let label): ObjectQuery(.privateKey, label: label)
    case .id(let id): ObjectQuery(.privateKey, id: id)
    }
  }
}

/// Proves that a token's private key signs for a certificate.
///
/// The public key is compared as far as the token shows it, and a test signature made by the token is
/// verified in software, which alone is a proof.
package struct KeyProof: Sendable {
  package let certificateKey: Certificate.PublicKey
  package let algorithm: SignatureAlgorithm

  /// - Throws: ``KeyProofFault/unsupportedKey(found:)`` for keys by which no CA signs.
  package init(certificateKey: Certificate.PublicKey) throws(KeyProofFault) {
    guard let algorithm = SignatureAlgorithm(of: certificateKey) else {
      throw .unsupportedKey(found: certificateKey.typeName ?? certificateKey.description)
    }
    self.certificateKey = certificateKey
    self.algorithm = algorithm
  }

  /// Finds the key by its name, or by trying when it has none, and proves it.
  package func provenKey(
    named name: KeyName?, in session: Session
  ) throws(KeyProofFault) -> HeldKey {
    guard let name else { return try fittingKey(in: session) }
    let key = try key(named: name, in: session)
    try prove(key, in: session)
    return key
  }

  /// Compares one key with the certificate's, and has it sign.
  package func prove(_ key: HeldKey, in session: Session) throws(KeyProofFault) {
    let name = key.name
    guard isOfSameType(key) else {
      throw .otherType(key: name, expected: typeName, found: key.typeName)
    }
    if let other = key.publicKeys.first, !key.publicKeys.contains(certificateKey) {
      throw .otherKey(
        key: name, expected: certificateKey.fingerprint, found: other.fingerprint)
    }
    guard key.attributes.maySign != false else { throw .mayNotSign(key: name) }
    guard try isOffered(in: session) else {
      throw .mechanismNotOffered(mechanism: algorithm.mechanism.name, key: name)
    }
    let challenge = proofChallenge()
    let signature = try signature(for: challenge, with: key, in: session)
    guard
      certificateKey.isValidSignature(
        signature, for: challenge, signatureAlgorithm: algorithm.x509)
    else { throw .proofFailed(key: name, expected: certificateKey.fingerprint) }
  }

  /// The key whose public half is the certificate's, or else one that shows none and proves itself.
  private func fittingKey(in session: Session) throws(KeyProofFault) -> HeldKey {
    let present = try heldKeys(in: session)
    if let key = present.first(where: { $0.publicKeys.contains(certificateKey) }) {
      try prove(key, in: session)
      return key
    }
    for key in present where key.publicKeys.isEmpty && isOfSameType(key) {
      do {
        try prove(key, in: session)
        return key
      } catch .proofFailed, .mayNotSign {
        continue
      }
    }
    throw .noneFits(
      expected: certificateKey.fingerprint, type: typeName, present: present.map(\.summary))
  }

  private func key(named name: KeyName, in session: Session) throws(KeyProofFault) -> HeldKey {
    let present = try heldKeys(in: session)
    let found = present.filter { key in
      switch name {
      case .label(let label): key.attributes.label == label
      case .id(let id): key.attributes.id == id
      }
    }
    if let key = found.first, found.count == 1 { return key }
    guard found.isEmpty else {
      throw .ambiguous(key: name.description, ids: found.map { HexText.text($0.attributes.id) })
    }
    throw .missing(
      key: name.description, near: nearMiss(of: name, among: present),
      present: present.map(\.summary))
  }

  private func nearMiss(of name: KeyName, among keys: [HeldKey]) -> String? {
    switch name {
    case .label(let label):
      NearMiss.of(label, among: keys.map(\.attributes.label)).map { "label \"\($0)\"" }
    case .id(let id):
      NearMiss.of(HexText.text(id), among: keys.map { HexText.text($0.attributes.id) })
        .map { "id \($0)" }
    }
  }

  /// Some tokens don't tell the curve or size of a private key; the proof finds out then.
  private func isOfSameType(_ key: HeldKey) -> Bool {
    let found = key.typeName
    return found == typeName || (key.publicKeys.isEmpty && typeName.hasPrefix(found + " "))
  }

  private var typeName: String { certificateKey.typeName ?? certificateKey.description }

  private func isOffered(in session: Session) throws(KeyProofFault) -> Bool {
    do {
      return try session.module.mechanisms(inSlot: session.slotID)
        .contains { $0.type == algorithm.mechanism }
    } catch {
      throw .call(error)
    }
  }

  private func heldKeys(in session: Session) throws(KeyProofFault) -> [HeldKey] {
    do {
      return try session.heldKeys()
    } catch {
      throw .call(error)
    }
  }

  private func signature(
    for challenge: [UInt8], with key: HeldKey, in session: Session
  ) throws(KeyProofFault) -> [UInt8] {
    do {
      return try session.signature(for: challenge, with: key.handle, algorithm: algorithm)
    } catch .call(_, .mechanismInvalid) {
      throw .mechanismNotOffered(mechanism: algorithm.mechanism.name, key: key.name)
    } catch .call(_, .keyFunctionNotPermitted) {
      throw .mayNotSign(key: key.name)
    } catch {
      throw .call(error)
    }
  }
}

extension SignatureAlgorithm {
  /// The mechanism by which a token makes it.
  package var mechanism: MechanismType {
    switch self {
    case .ecdsaWithSHA256, .ecdsaWithSHA384: .ecdsa
    case .sha256WithRSAEncryption: .rsaPKCS
    }
  }
}

extension HeldKey {
  /// How messages name it: by its label, or else its id.
  package var name: String {
    attributes.label.isEmpty
      ? "id \(HexText.text(attributes.id))" : "label \"\(attributes.label)\""
  }

  /// The key in one phrase: `"r1" (EC P-256, id 4f2a…)`.
  package var summary: String {
    "\"\(attributes.label)\" (\(typeName), id \(HexText.text(attributes.id)))"
  }
}
