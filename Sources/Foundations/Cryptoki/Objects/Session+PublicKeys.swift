internal import CCryptoki

extension Session {
  /// The public key that an object holds, as the DER of a SubjectPublicKeyInfo.
  ///
  /// - Parameter object: A public key, or a private key whose token tells the public part too (RSA keys
  ///   do as a rule).
  /// - Returns: Nil when the object doesn't tell it.
  package func subjectPublicKeyInfo(of object: ObjectHandle) throws(CryptokiError) -> [UInt8]? {
    switch try number(CKA_KEY_TYPE, of: object).map(KeyType.init) {
    case .rsa:
      guard
        let modulus = try bytes(CKA_MODULUS, of: object), !modulus.isEmpty,
        let exponent = try bytes(CKA_PUBLIC_EXPONENT, of: object), !exponent.isEmpty
      else { return nil }
      return SubjectPublicKeyInfo.rsa(modulus: modulus, publicExponent: exponent)
    case .ec:
      guard
        let parameters = try bytes(CKA_EC_PARAMS, of: object),
        let point = try bytes(CKA_EC_POINT, of: object), !point.isEmpty
      else { return nil }
      guard let curve = NamedCurve(parameters: parameters) else {
        throw .publicKeyUnreadable(reason: "its curve is neither P-256 nor P-384")
      }
      return try SubjectPublicKeyInfo.ec(curve: curve, point: point)
    default:
      return nil
    }
  }
}
