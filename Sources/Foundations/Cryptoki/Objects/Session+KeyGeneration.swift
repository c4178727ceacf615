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
}

extension Session {
  /// Generates a key pair inside the token, to stay there.
  ///
  /// The private key is sensitive, never extractable and signs, nothing else. The session must be
  /// read-write and logged in.
  ///
  /// - Parameters:
  ///   - type: The type of key.
  ///   - label: The label of both halves.
  ///   - id: The id of both halves; 16 random bytes of the token's when nil.
  package func generateKeyPair(
    _ type: KeyPairType, label: String, id givenID: [UInt8]? = nil
  ) throws(CryptokiError) -> GeneratedKeyPair {
    let id: [UInt8] = if let givenID { givenID } else { try randomBytes(count: 16) }
    var publicTemplate = AttributeTemplate()
    publicTemplate.set(CKA_TOKEN, true)
    publicTemplate.set(CKA_PRIVATE, false)
    publicTemplate.set(CKA_VERIFY, true)
    publicTemplate.set(CKA_LABEL, Array(label.utf8))
    publicTemplate.set(CKA_ID, id)
    var privateTemplate = AttributeTemplate()
    privateTemplate.set(CKA_TOKEN, true)
    privateTemplate.set(CKA_PRIVATE, true)
    privateTemplate.set(CKA_SENSITIVE, true)
    privateTemplate.set(CKA_EXTRACTABLE, false)
    privateTemplate.set(CKA_SIGN, true)
    // Left out, these are what the token thinks best: SoftHSM allows them even to EC keys.
    privateTemplate.set(CKA_DECRYPT, false)
    privateTemplate.set(CKA_UNWRAP, false)
    privateTemplate.set(CKA_LABEL, Array(label.utf8))
    privateTemplate.set(CKA_ID, id)

    let mechanism: UInt
    switch type {
    case .p256, .p384:
      mechanism = CKM_EC_KEY_PAIR_GEN
      publicTemplate.set(CKA_EC_PARAMS, (type == .p256 ? NamedCurve.p256 : .p384).parameters)
      privateTemplate.set(CKA_DERIVE, false)
    case .rsa2048, .rsa3072, .rsa4096:
      mechanism = CKM_RSA_PKCS_KEY_PAIR_GEN
      publicTemplate.set(CKA_MODULUS_BITS, type.modulusLengthInBits)
      publicTemplate.set(CKA_PUBLIC_EXPONENT, [0x01, 0x00, 0x01])
    }
    let pair = try generate(mechanism, publicTemplate, privateTemplate)
    guard let info = try subjectPublicKeyInfo(of: pair.publicKey) else {
      throw .publicKeyUnreadable(reason: "the token does not tell the key that it generated")
    }
    return GeneratedKeyPair(
      publicKey: pair.publicKey, privateKey: pair.privateKey, id: id, subjectPublicKeyInfo: info)
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

extension KeyPairType {
  fileprivate var modulusLengthInBits: UInt {
    switch self {
    case .rsa2048: 2048
    case .rsa3072: 3072
    case .rsa4096: 4096
    case .p256, .p384: 0
    }
  }
}
