import SwiftASN1
import AuthorityModel
import CertificateFormats
import IssuancePolicy
import Signing
import X509

/// A root and the intermediate that issues, with keys in memory.
struct TestHierarchy {
  let root: Certificate
  let intermediate: Certificate
  let intermediateKey: SoftwareSigner

  struct Unusable: Error {}

  init(at now: Timestamp) async throws {
    let templates = try AuthorityTemplates(organization: "Test")
    let rootKey = try SoftwareSigner(generating: .p256)
    intermediateKey = try SoftwareSigner(generating: .p256)
    root = try await Self.certificate(
      templates.root(key: rootKey.publicKey, serial: Self.serial(), at: now.date),
      signedBy: rootKey)
    intermediate = try await Self.certificate(
      templates.intermediate(
        key: intermediateKey.publicKey, serial: Self.serial(),
        issuer: IssuerDescription(certificate: root),
        publication: IssuerPublication(of: "root", below: "http://ca.example"), at: now.date),
      signedBy: rootKey)
  }

  private static func serial() -> SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }

  private static func certificate(
    _ tbs: TBSCertificate, signedBy key: SoftwareSigner
  ) async throws -> Certificate {
    let bytes = tbs.derBytes
    return try Certificate(
      derEncoded: SignedCertificate(
        tbs: bytes, algorithm: key.algorithm, signature: try await key.signature(for: bytes)
      ).derBytes)
  }
}
