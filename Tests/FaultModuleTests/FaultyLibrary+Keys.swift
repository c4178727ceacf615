import CCryptoki
import Crypto

/// A key pair in a token.
struct TestKey {
  let privateKey: CK_OBJECT_HANDLE
  let publicKey: P256.Signing.PublicKey

  func made(_ signature: [UInt8], for digest: SHA256.Digest) -> Bool {
    guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
      return false
    }
    return publicKey.isValidSignature(signature, for: digest)
  }
}

extension FaultyLibrary {
  func makeKey(_ label: String, in session: CK_SESSION_HANDLE) throws -> TestKey {
    var label = Array(label.utf8)
    // prime256v1 (RFC 5480 §2.1.1.1)
    var curve: [UInt8] = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
    var yes: CK_BBOOL = 1
    var publicKey: CK_OBJECT_HANDLE = 0
    var privateKey: CK_OBJECT_HANDLE = 0
    var mechanism = CK_MECHANISM(
      mechanism: CK_MECHANISM_TYPE(CKM_EC_KEY_PAIR_GEN), pParameter: nil, ulParameterLen: 0)
    let code = label.withUnsafeMutableBytes { label in
      curve.withUnsafeMutableBytes { curve in
        withUnsafeMutablePointer(to: &yes) { yes in
          let token = CK_ATTRIBUTE(type: CK_ATTRIBUTE_TYPE(CKA_TOKEN), pValue: yes, ulValueLen: 1)
          let name = CK_ATTRIBUTE(
            type: CK_ATTRIBUTE_TYPE(CKA_LABEL), pValue: label.baseAddress,
            ulValueLen: CK_ULONG(label.count))
          var publicTemplate = [
            token, name,
            CK_ATTRIBUTE(
              type: CK_ATTRIBUTE_TYPE(CKA_EC_PARAMS), pValue: curve.baseAddress,
              ulValueLen: CK_ULONG(curve.count)),
          ]
          var privateTemplate = [
            token, name,
            CK_ATTRIBUTE(type: CK_ATTRIBUTE_TYPE(CKA_SIGN), pValue: yes, ulValueLen: 1),
          ]
          return functions.C_GenerateKeyPair?(
            session, &mechanism, &publicTemplate, 3, &privateTemplate, 3, &publicKey, &privateKey)
        }
      }
    }
    guard code == 0 else { throw LoadingError(reason: "C_GenerateKeyPair: \(code ?? 0)") }
    var point = [UInt8](repeating: 0, count: 128)
    let length = point.withUnsafeMutableBytes { bytes in
      var attribute = CK_ATTRIBUTE(
        type: CK_ATTRIBUTE_TYPE(CKA_EC_POINT), pValue: bytes.baseAddress,
        ulValueLen: CK_ULONG(bytes.count))
      _ = functions.C_GetAttributeValue?(session, publicKey, &attribute, 1)
      return Int(attribute.ulValueLen)
    }
    // An OCTET STRING around the uncompressed point.
    return TestKey(
      privateKey: privateKey, publicKey: try .init(x963Representation: point[2..<length]))
  }

  func signature(
    of digest: SHA256.Digest, with key: CK_OBJECT_HANDLE, in session: CK_SESSION_HANDLE
  ) -> (code: CK_RV, signature: [UInt8]) {
    var mechanism = CK_MECHANISM(
      mechanism: CK_MECHANISM_TYPE(CKM_ECDSA), pParameter: nil, ulParameterLen: 0)
    let code = functions.C_SignInit?(session, &mechanism, key) ?? .max
    guard code == 0 else { return (code, []) }
    return sign(digest, in: session)
  }

  /// `C_Sign` alone.
  func sign(
    _ digest: SHA256.Digest, in session: CK_SESSION_HANDLE
  ) -> (code: CK_RV, signature: [UInt8]) {
    var input = Array(digest)
    var output = [UInt8](repeating: 0, count: 128)
    var length: CK_ULONG = 128
    let code = functions.C_Sign?(session, &input, 32, &output, &length) ?? .max
    return (code, code == 0 ? Array(output.prefix(Int(length))) : [])
  }

  /// Finds a private key by its label.
  func find(_ label: String, in session: CK_SESSION_HANDLE) -> CK_OBJECT_HANDLE? {
    var label = Array(label.utf8)
    var kind = CK_OBJECT_CLASS(CKO_PRIVATE_KEY)
    return label.withUnsafeMutableBytes { label in
      withUnsafeMutablePointer(to: &kind) { kind in
        var template = [
          CK_ATTRIBUTE(
            type: CK_ATTRIBUTE_TYPE(CKA_LABEL), pValue: label.baseAddress,
            ulValueLen: CK_ULONG(label.count)),
          CK_ATTRIBUTE(type: CK_ATTRIBUTE_TYPE(CKA_CLASS), pValue: kind, ulValueLen: 8),
        ]
        guard functions.C_FindObjectsInit?(session, &template, 2) == 0 else { return nil }
        defer { _ = functions.C_FindObjectsFinal?(session) }
        var handle: CK_OBJECT_HANDLE = 0
        var count: CK_ULONG = 0
        return functions.C_FindObjects?(session, &handle, 1, &count) == 0 && count == 1
          ? handle : nil
      }
    }
  }
}
