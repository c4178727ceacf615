internal import CCryptoki

/// What a token says of a key.
///
/// An attribute that it doesn't reveal is nil.
package struct KeyAttributes: Sendable, Hashable {
  package let label: String
  package let id: [UInt8]
  package let keyType: KeyType
  /// `CKA_SIGN`.
  package let maySign: Bool?
  /// `CKA_DECRYPT`; a CA's key needs it not.
  package let mayDecrypt: Bool?
  /// `CKA_UNWRAP`; a CA's key needs it not.
  package let mayUnwrap: Bool?
  /// `CKA_SENSITIVE`: the value never leaves in the clear.
  package let isSensitive: Bool?
  /// `CKA_EXTRACTABLE`: the value may leave wrapped.
  package let isExtractable: Bool?
  /// `CKA_NEVER_EXTRACTABLE`: and it never could.
  package let wasNeverExtractable: Bool?
  /// `CKA_LOCAL`: generated inside the token.
  package let isLocal: Bool?
  /// The curve of an EC key, if it is one that a CA may use.
  package let curve: NamedCurve?
}

extension Session {
  /// Reads what a token says of a key.
  package func attributes(of key: ObjectHandle) throws(CryptokiError) -> KeyAttributes {
    guard let keyType = try number(CKA_KEY_TYPE, of: key).map(KeyType.init) else {
      throw .nonsense(function: "C_GetAttributeValue", reason: "a key has no CKA_KEY_TYPE")
    }
    return KeyAttributes(
      label: String(decoding: try bytes(CKA_LABEL, of: key) ?? [], as: UTF8.self),
      id: try bytes(CKA_ID, of: key) ?? [],
      keyType: keyType,
      maySign: try flag(CKA_SIGN, of: key),
      mayDecrypt: try flag(CKA_DECRYPT, of: key),
      mayUnwrap: try flag(CKA_UNWRAP, of: key),
      isSensitive: try flag(CKA_SENSITIVE, of: key),
      isExtractable: try flag(CKA_EXTRACTABLE, of: key),
      wasNeverExtractable: try flag(CKA_NEVER_EXTRACTABLE, of: key),
      isLocal: try flag(CKA_LOCAL, of: key),
      curve: keyType == .ec ? try bytes(CKA_EC_PARAMS, of: key).flatMap(NamedCurve.init) : nil)
  }
}
