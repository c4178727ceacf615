internal import Issuance
internal import Signing

/// Whether a signer signs now, found out by a test signature that serves for a few seconds.
actor SignerLiveness {
  private static let freshness = Duration.seconds(5)

  private let signer: CertificateSigner
  private var last: (fault: SigningError?, at: ContinuousClock.Instant)?

  init(signer: CertificateSigner) {
    self.signer = signer
  }

  /// Why the signer doesn't sign; nil when it does.
  func fault() async -> SigningError? {
    if let last, ContinuousClock.now - last.at < Self.freshness { return last.fault }
    var fault: SigningError?
    do throws(SigningError) {
      try await signer.prove()
    } catch {
      fault = error
    }
    last = (fault, ContinuousClock.now)
    return fault
  }
}
