internal import CCryptoki

/// How a token signs.
///
/// Digests are made outside of it: they need no key.
package enum SigningMechanism: Sendable, Hashable {
  /// `CKM_ECDSA`: a digest in, r and s side by side out (PKCS #11 v2.40 mechanisms §2.3.1).
  case ecdsa
  /// `CKM_RSA_PKCS`: a DigestInfo in (RFC 8017 §9.2), a PKCS #1 v1.5 signature out.
  case rsaPKCS

  fileprivate var type: CK_MECHANISM_TYPE {
    switch self {
    case .ecdsa: CK_MECHANISM_TYPE(CKM_ECDSA)
    case .rsaPKCS: CK_MECHANISM_TYPE(CKM_RSA_PKCS)
    }
  }
}

extension Session {
  /// Signs with a private key.
  ///
  /// The buffer is larger than any signature, which saves the call that would ask for its length.
  ///
  /// - Parameters:
  ///   - input: A digest or a DigestInfo, as the mechanism wants it.
  ///   - key: A private key that this login may use.
  package func signature(
    of input: [UInt8], with key: ObjectHandle, mechanism: SigningMechanism
  ) throws(CryptokiError) -> [UInt8] {
    var parameters = CK_MECHANISM(mechanism: mechanism.type, pParameter: nil, ulParameterLen: 0)
    try check("C_SignInit", functions.C_SignInit) { $0(handle, &parameters, key.rawValue) }
    guard let sign = functions.C_Sign else {
      throw .call(function: "C_Sign", result: .functionNotSupported)
    }
    var result = CKResult.ok
    let signature = [UInt8](unsafeUninitializedCapacity: Self.longestSignatureInBytes) {
      buffer, count in
      var length = CK_ULONG(buffer.count)
      result = input.withUnsafeBufferPointer { input in
        // C_Sign reads its input, whatever its prototype says.
        let bytes = UnsafeMutablePointer(mutating: input.baseAddress)
        return CKResult(
          rawValue: sign(handle, bytes, CK_ULONG(input.count), buffer.baseAddress, &length))
      }
      count = result == .ok ? min(Int(clamping: length), buffer.count) : 0
    }
    guard result == .ok else { throw .call(function: "C_Sign", result: result) }
    return signature
  }

  /// As long as an RSA-8192 signature.
  private static var longestSignatureInBytes: Int { 1024 }
}
