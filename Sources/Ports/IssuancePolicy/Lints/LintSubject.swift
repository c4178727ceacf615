internal import CertificateFormats

/// A certificate under inspection, and what is known about it beside its bytes.
struct LintSubject {
  let tbs: TBSReading
  let role: CertificateRole
  /// Nil for a root, and where the issuer isn't at hand.
  let issuer: IssuerDescription?
  /// When it is signed; nil for certificates that others signed, which say notBefore.
  let signingTime: CertificateTime?
  /// The AlgorithmIdentifier beside the signature; nil before there is one.
  let outerAlgorithm: ArraySlice<UInt8>?

  /// The moment whose rules apply.
  var issuedAt: CertificateTime? {
    guard let notBefore = tbs.notBefore.time, let signingTime else {
      return signingTime ?? tbs.notBefore.time
    }
    return max(notBefore, signingTime)
  }
}
