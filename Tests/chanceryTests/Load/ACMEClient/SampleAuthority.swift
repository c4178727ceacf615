import Crypto
import Foundation
import SwiftASN1
import X509

@testable import chancery

/// A root, an issuer and an applicant, whose certificates may be signed by the wrong one.
struct SampleAuthority {
  let root = Certificate.PrivateKey(P256.Signing.PrivateKey())
  let issuer = Certificate.PrivateKey(P256.Signing.PrivateKey())
  let applicant = Certificate.PrivateKey(P256.Signing.PrivateKey())

  /// The chain of a certificate for `a.test` and `b.test`.
  func chain(
    leafSigner: Certificate.PrivateKey, issuerSigner: Certificate.PrivateKey
  ) throws -> String {
    try Self.pem(certificate(key: applicant, signer: leafSigner, names: ["a.test", "b.test"]))
      + Self.pem(certificate(key: issuer, signer: issuerSigner, names: []))
      + Self.pem(certificate(key: root, signer: root, names: []))
  }

  func certificate(
    key: Certificate.PrivateKey, signer: Certificate.PrivateKey, names: [String]
  ) throws -> Certificate {
    try Certificate(
      version: .v3, serialNumber: .init(bytes: [1] + [UInt8](repeating: 10, count: 19)),
      publicKey: key.publicKey, notValidBefore: Date(timeIntervalSince1970: 1_700_000_000),
      notValidAfter: Date(timeIntervalSince1970: 1_900_000_000),
      issuer: DistinguishedName { CommonName("issuer") }, subject: DistinguishedName(),
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        SubjectAlternativeNames(names.map { .dnsName($0) })
      }, issuerPrivateKey: signer)
  }

  static func pem(_ certificate: Certificate) throws -> String {
    try certificate.serializeAsPEM().pemString + "\n"
  }
}
