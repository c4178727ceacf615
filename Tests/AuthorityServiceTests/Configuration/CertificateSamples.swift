import Crypto
import Foundation
import SwiftASN1
import X509

/// Certificates and keys made for one test.
struct CertificateSamples {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  let key: Certificate.PrivateKey
  let certificate: Certificate

  /// A certificate for `name`, by `issuer` or by itself.
  init(
    _ name: String, isAuthority: Bool = true, by issuer: CertificateSamples? = nil,
    for key: Certificate.PrivateKey = Certificate.PrivateKey(P256.Signing.PrivateKey()),
    validFor days: Double = 30
  ) throws {
    self.key = key
    let subject = try DistinguishedName { CommonName(name) }
    certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
      notValidBefore: Self.now.addingTimeInterval(-86_400),
      notValidAfter: Self.now.addingTimeInterval(days * 86_400),
      issuer: issuer?.certificate.subject ?? subject, subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        if isAuthority {
          Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
          Critical(KeyUsage(keyCertSign: true, cRLSign: true))
        } else {
          Critical(BasicConstraints.notCertificateAuthority)
        }
      },
      issuerPrivateKey: issuer?.key ?? key)
  }

  func write(_ name: String, in folder: TemporaryFolder) throws {
    try folder.write(certificate.serializeAsPEM().pemString, to: "\(name).pem", mode: 0o644)
    try folder.write(key.serializeAsPEM().pemString, to: "\(name).key")
  }
}
