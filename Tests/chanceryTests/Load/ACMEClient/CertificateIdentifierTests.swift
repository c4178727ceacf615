import Crypto
import Foundation
import Testing
import X509

@testable import chancery

@Suite("Identifier of a certificate for its renewal")
struct CertificateIdentifierTests {
  @Test("It is the issuer's key identifier and the serial number as DER holds it")
  func example() throws {
    // The key identifier and serial number of the example in RFC 9773 §4.1.
    let issuer: [UInt8] = [
      0x69, 0x88, 0x5b, 0x6b, 0x87, 0x46, 0x40, 0x41, 0xe1, 0xb3, 0x7b, 0x84, 0x7b, 0xa0, 0xae,
      0x2c, 0xde, 0x01, 0xc8, 0xd4,
    ]
    #expect(
      try certificate(issuer: issuer, serial: [0x87, 0x65, 0x43, 0x21]).renewalIdentifier
        == "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE")
    #expect(
      try certificate(issuer: issuer, serial: [0x07, 0x65]).renewalIdentifier
        == "aYhba4dGQEHhs3uEe6CuLN4ByNQ.B2U")
  }

  @Test("A certificate that does not name its issuer's key has none")
  func none() throws {
    #expect(try certificate(issuer: nil, serial: [1]).renewalIdentifier == nil)
  }

  private func certificate(issuer: [UInt8]?, serial: [UInt8]) throws -> Certificate {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    return try Certificate(
      version: .v3, serialNumber: .init(bytes: serial), publicKey: key.publicKey,
      notValidBefore: Date(timeIntervalSince1970: 1_700_000_000),
      notValidAfter: Date(timeIntervalSince1970: 1_900_000_000),
      issuer: DistinguishedName { CommonName("issuer") }, subject: DistinguishedName(),
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        if let issuer { AuthorityKeyIdentifier(keyIdentifier: issuer[...]) }
      }, issuerPrivateKey: key)
  }
}
