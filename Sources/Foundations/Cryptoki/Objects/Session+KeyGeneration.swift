internal import CCryptoki

/// The key pairs that can be generated, by the names that commands and configuration use.
package enum KeyPairType: String, Sendable, Hashable, CaseIterable {
  case p256
  case p384
  case rsa2048
  case rsa3072
  case rsa4096
}

/// A key pair that was generated inside a token.
package struct GeneratedKeyPair: Sendable, Hashable {
  package let publicKey: ObjectHandle
  package let privateKey: ObjectHandle
  package let id: [UInt8]
  /// The DER of the public key's SubjectPublicKeyInfo.
  package let subjectPublicKeyInfo: [UInt8]
  /// What the token made of the private key, whatever it was asked for.
  package let attributes: KeyAttributes
}

extension Session {
  /// Generates a key pair inside the token, to stay there.
  ///
  /// The private key is sensitive, never extractable, and signs; that it does nothing else is asked for
  /// too, but some tokens refuse to be told, and are then asked for less. What the key may do in the end
  /// stands in ``GeneratedKeyPair/attributes``. The session must be logged in, and read-write unless the
  /// pair is a session object.
  ///
  /// - Parameters:
  ///   - type: The type of key.
  ///   - label: The label of both halves.
  ///   - id: The id of both halves; 16 random bytes when nil.
  ///   - isSessionObject: Whether the pair vanishes with the session (`CKA_TOKEN` false).
  ///   - profile: Whose token it is; recognised when nil.
  package func generateKeyPair(
    _ type: KeyPairType, label: String, id givenID: [UInt8]? = nil, isSessionObject: Bool = false,
    profile: VendorProfile? = nil
  ) throws(CryptokiError) -> GeneratedKeyPair {
    let id: [UInt8] = if let givenID { givenID } else { try keyID() }
    let profile =
      profile
      ?? .recognise(
        modulePath: module.path, info: try? module.info(),
        token: try? module.token(inSlot: slotID))
    let pair = try generate { extent in
      KeyPairTemplate(
        type: type, label: label, id: id, isSessionObject: isSessionObject, extent: extent,
        habit: profile.keyTemplate)
    }
    guard let info = try subjectPublicKeyInfo(of: pair.publicKey) else {
      throw .publicKeyUnreadable(reason: "the token does not tell the key that it generated")
    }
    let attributes = try attributes(of: pair.privateKey)
    // A token that passes these over silently made a key that is none of a CA's.
    if attributes.isSensitive == false || attributes.isExtractable == true {
      try? destroy(pair.privateKey)
      try? destroy(pair.publicKey)
      throw .nonsense(
        function: "C_GenerateKeyPair",
        reason: "the key may leave the token, though it was asked for one that may not")
    }
    return GeneratedKeyPair(
      publicKey: pair.publicKey, privateKey: pair.privateKey, id: id, subjectPublicKeyInfo: info,
      attributes: attributes)
  }

  /// Sixteen random bytes of the token's, or of the system's where it has no generator.
  private func keyID() throws(CryptokiError) -> [UInt8] {
    do {
      return try randomBytes(count: 16)
    } catch .call(_, .functionNotSupported), .call(_, .randomNoRNG) {
      var generator = SystemRandomNumberGenerator()
      return (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
  }

  private func generate(
    _ template: (KeyPairTemplate.Extent) -> KeyPairTemplate
  ) throws(CryptokiError) -> (publicKey: ObjectHandle, privateKey: ObjectHandle) {
    do throws(CryptokiError) {
      return try generate(template(.explicit))
    } catch {
      switch error.result {
      case .templateInconsistent, .attributeTypeInvalid, .attributeValueInvalid,
        .attributeReadOnly:
        break
      default:
        throw error
      }
    }
    return try generate(template(.minimal))
  }

  private func generate(
    _ template: KeyPairTemplate
  ) throws(CryptokiError) -> (publicKey: ObjectHandle, privateKey: ObjectHandle) {
    try generate(
      template.mechanism.rawValue, template.publicAttributes, template.privateAttributes)
  }

  func generate(
    _ type: UInt, _ publicTemplate: AttributeTemplate, _ privateTemplate: AttributeTemplate
  ) throws(CryptokiError) -> (publicKey: ObjectHandle, privateKey: ObjectHandle) {
    var mechanism = CK_MECHANISM(
      mechanism: CK_MECHANISM_TYPE(type), pParameter: nil, ulParameterLen: 0)
    var publicKey: CK_OBJECT_HANDLE = 0
    var privateKey: CK_OBJECT_HANDLE = 0
    try check("C_GenerateKeyPair", functions.C_GenerateKeyPair) { function in
      publicTemplate.withAttributes { publicAttributes, publicCount in
        privateTemplate.withAttributes { privateAttributes, privateCount in
          function(
            handle, &mechanism, publicAttributes, publicCount, privateAttributes, privateCount,
            &publicKey, &privateKey)
        }
      }
    }
    return (ObjectHandle(rawValue: publicKey), ObjectHandle(rawValue: privateKey))
  }
}
