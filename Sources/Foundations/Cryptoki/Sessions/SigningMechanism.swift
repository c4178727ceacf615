internal import CCryptoki

/// The digest that a signature is made over.
package enum SigningHash: String, Sendable, Hashable, CaseIterable {
  case sha256
  case sha384
}

/// How a token signs.
///
/// Digests are made outside of it: they need no key.
package enum SigningMechanism: Sendable, Hashable {
  /// `CKM_ECDSA`: a digest in, r and s side by side out (PKCS #11 v2.40 mechanisms §2.3.1).
  case ecdsa
  /// `CKM_RSA_PKCS`: a DigestInfo in (RFC 8017 §9.2), a PKCS #1 v1.5 signature out.
  case rsaPKCS
  /// `CKM_RSA_PKCS_PSS`: a digest in; MGF1 uses the same hash, and the salt is as long as the digest
  /// (RFC 4055 §3.1).
  case rsaPSS(SigningHash)

  package var type: MechanismType {
    switch self {
    case .ecdsa: .ecdsa
    case .rsaPKCS: .rsaPKCS
    case .rsaPSS: .rsaPSS
    }
  }

  /// Lends the mechanism, with its parameters, to a call of the module.
  @inline(__always)
  func withMechanism<Result>(_ body: (UnsafeMutablePointer<CK_MECHANISM>) -> Result) -> Result {
    var mechanism = CK_MECHANISM(mechanism: type.rawValue, pParameter: nil, ulParameterLen: 0)
    guard case .rsaPSS(let hash) = self else { return body(&mechanism) }
    var parameters = hash.parameters
    return withUnsafeMutableBytes(of: &parameters) { bytes in
      mechanism.pParameter = bytes.baseAddress
      mechanism.ulParameterLen = CK_ULONG(bytes.count)
      return body(&mechanism)
    }
  }
}

extension SigningHash {
  fileprivate var parameters: CK_RSA_PKCS_PSS_PARAMS {
    var parameters = CK_RSA_PKCS_PSS_PARAMS()
    switch self {
    case .sha256:
      parameters.hashAlg = CK_MECHANISM_TYPE(CKM_SHA256)
      parameters.mgf = UInt(CKG_MGF1_SHA256)
      parameters.sLen = 32
    case .sha384:
      parameters.hashAlg = CK_MECHANISM_TYPE(CKM_SHA384)
      parameters.mgf = UInt(CKG_MGF1_SHA384)
      parameters.sLen = 48
    }
    return parameters
  }
}
