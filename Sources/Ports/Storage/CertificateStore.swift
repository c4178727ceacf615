package import AuthorityModel

/// Keeps the certificates that were issued.
package protocol CertificateStore: Sendable {
  /// A certificate that is stored whole; nil for serial numbers that are merely reserved.
  func certificate(_ serial: SerialNumber) async throws(StorageError) -> IssuedCertificate?

  /// How a certificate that is stored whole stands: what it says, and whether it was revoked.
  func standing(of serial: SerialNumber) async throws(StorageError) -> CertificateStanding?
}
