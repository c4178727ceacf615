internal import CCryptoki

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
    guard let initialize = functions.C_SignInit, let sign = functions.C_Sign else {
      throw .call(function: "C_Sign", result: .functionNotSupported)
    }
    // Counted in once for both calls.
    try enter("C_SignInit")
    defer { leave() }
    let initialisation = mechanism.withMechanism { mechanism in
      CKResult(rawValue: initialize(handle, mechanism, key.rawValue))
    }
    guard initialisation == .ok else {
      throw .call(function: "C_SignInit", result: initialisation)
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
