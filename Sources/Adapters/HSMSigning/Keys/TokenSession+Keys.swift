import CertificateFormats
import Cryptoki
import Signing
import X509

extension TokenSession {
  /// A key's handle in this session; found and proved when the session hasn't met it yet.
  mutating func handle(of key: RegisteredKey) throws(LaneFault) -> ObjectHandle {
    if let handle = handles[key.id] { return handle }
    return try prove(key)
  }

  /// Finds a key, compares it with its certificate, and has it sign a challenge (law 9).
  @discardableResult
  mutating func prove(_ key: RegisteredKey) throws(LaneFault) -> ObjectHandle {
    let found = try find(key.selection)
    do throws(SigningError) {
      try found.mustBelong(to: key)
    } catch {
      throw LaneFault(error, .stop)
    }
    let challenge = proofChallenge()
    let raw = try rawSignature(
      of: key.algorithm.tokenInput(for: challenge), with: found.handle, key.algorithm.mechanism)
    guard let signature = key.algorithm.content(ofRaw: raw),
      key.verifies(signature, for: challenge)
    else { throw LaneFault(.proofFailed(expected: key.publicKey.fingerprint), .stop) }
    handles[key.id] = found.handle
    return found.handle
  }

  func rawSignature(
    of input: [UInt8], with handle: ObjectHandle, _ mechanism: SigningMechanism
  ) throws(LaneFault) -> [UInt8] {
    do throws(CryptokiError) {
      return try session.signature(of: input, with: handle, mechanism: mechanism)
    } catch {
      throw LaneFault(error, profile)
    }
  }
}

extension TokenKey {
  /// Refuses what can be refused without signing.
  fileprivate func mustBelong(to key: RegisteredKey) throws(SigningError) {
    guard isOfType(key.algorithm) else {
      throw .wrongKeyType(
        key: key.selection.description, expected: key.algorithm.keyTypeName, found: typeName)
    }
    let expected = key.publicKey.subjectPublicKeyInfo
    if let other = publicKeys.first, !publicKeys.contains(expected) {
      throw .wrongKey(
        key: key.selection.description, expected: key.publicKey.fingerprint,
        found: fingerprint(of: other))
    }
    guard attributes.maySign != false else {
      throw .keyMayNotSign(key: key.selection.description)
    }
  }

  /// Some tokens don't tell the curve of a private key; the proof finds out then.
  private func isOfType(_ algorithm: SignatureAlgorithm) -> Bool {
    switch algorithm {
    case .ecdsaWithSHA256: attributes.keyType == .ec && (attributes.curve ?? .p256) == .p256
    case .ecdsaWithSHA384: attributes.keyType == .ec && (attributes.curve ?? .p384) == .p384
    case .sha256WithRSAEncryption: attributes.keyType == .rsa
    }
  }
}
