import CertificateFormats
import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import Testing
import X509

struct TBSCertificateTests {
  let key = P256.Signing.PrivateKey()
  let start = Date(timeIntervalSince1970: 1_790_000_000)

  func tbs(
    serial: [UInt8] = [0x5a, 1, 2], from: Date? = nil, lasting: Duration = .seconds(86_400),
    extensions: [EncodedExtension] = []
  ) throws -> TBSCertificate {
    let name = try DistinguishedName {
      CountryName("DE")
      CommonName("Root")
    }
    return try TBSCertificate(
      serialNumber: serial, signatureAlgorithm: .ecdsaWithSHA256, issuer: EncodedName(name),
      validity: Validity(from: CertificateTime(from ?? start), lasting: lasting),
      subject: .empty, publicKeyInfo: PublicKeyInfo(.init(key.publicKey)),
      extensions: extensions)
  }

  func certificate(_ tbs: TBSCertificate) throws -> Certificate {
    let signature = try key.signature(for: tbs.derBytes)
    let signed = SignedCertificate(
      tbs: tbs.derBytes, algorithm: tbs.signatureAlgorithm,
      signature: Array(signature.derRepresentation))
    return try Certificate(derEncoded: signed.derBytes)
  }

  @Test func isTheSameBytesAsSwiftCertificatesMakes() throws {
    let extensions = try Certificate.Extensions {
      Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
      KeyUsage(digitalSignature: true)
      SubjectAlternativeNames([.dnsName("a.example"), .dnsName("b.example")])
    }
    let ours = try tbs(extensions: extensions.map { try EncodedExtension($0) })
    let theirs = try Certificate(
      version: .v3, serialNumber: .init(bytes: [0x5a, 1, 2]),
      publicKey: .init(key.publicKey), notValidBefore: start,
      notValidAfter: start.addingTimeInterval(86_399),
      issuer: ours.issuer.distinguishedName, subject: DistinguishedName(),
      signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
      issuerPrivateKey: .init(key))
    #expect(ours.derBytes == Array(theirs.tbsCertificateBytes))
  }

  @Test func keepsTheSignedBytesUntouched() throws {
    let tbs = try tbs()
    let certificate = try certificate(tbs)
    #expect(Array(certificate.tbsCertificateBytes) == tbs.derBytes)
    #expect(
      Certificate.PublicKey(key.publicKey)
        .isValidSignature(certificate.signature, for: certificate))
  }

  @Test func writesUTCTimeThrough2049AndGeneralizedTimeFrom2050() throws {
    let lastOf2049 = Date(timeIntervalSince1970: 2_524_607_999)
    let tbs = try tbs(from: lastOf2049, lasting: .seconds(2))
    let expected: [UInt8] =
      [0x30, 0x20, 0x17, 0x0d] + Array("491231235959Z".utf8) + [0x18, 0x0f]
      + Array("20500101000000Z".utf8)
    #expect(tbs.derBytes.firstRange(of: expected) != nil)
    let parsed = try certificate(tbs)
    #expect(parsed.notValidBefore == lastOf2049)
    #expect(parsed.notValidAfter == lastOf2049.addingTimeInterval(1))
  }

  @Test func writesSerialNumbersPositiveAndMinimal() throws {
    let table: [([UInt8], [UInt8])] = [
      ([0x7f], [0x02, 0x01, 0x7f]),
      ([0x80], [0x02, 0x02, 0x00, 0x80]),
      ([0x00, 0x00, 0x01], [0x02, 0x01, 0x01]),
      (
        [0x7f] + Array(repeating: 0xff, count: 19),
        [0x02, 0x14, 0x7f] + Array(repeating: 0xff, count: 19)
      ),
    ]
    for (given, encoded) in table {
      let bytes = try tbs(serial: given).derBytes
      // The outer header takes 3 octets and the version 5.
      #expect(Array(bytes.dropFirst(8).prefix(encoded.count)) == encoded)
    }
  }

  @Test func refusesSerialNumbersOfZeroOrMoreThan20Octets() {
    #expect(throws: CertificateFormatError.serialNumber(octets: 0)) { try tbs(serial: [0, 0]) }
    #expect(throws: CertificateFormatError.serialNumber(octets: 21)) {
      try tbs(serial: Array(repeating: 0x7f, count: 21))
    }
    #expect(throws: CertificateFormatError.serialNumber(octets: 21)) {
      try tbs(serial: Array(repeating: 0xff, count: 20))
    }
  }

  @Test func refusesAnExtensionThatStandsTwice() throws {
    let usage = try EncodedExtension(KeyUsage(digitalSignature: true))
    #expect(throws: CertificateFormatError.duplicateExtension([2, 5, 29, 15])) {
      try tbs(extensions: [usage, usage])
    }
  }

  @Test func takesNamesOverByteForByte() throws {
    // A PrintableString common name, which swift-certificates itself would never write.
    let attribute = try RelativeDistinguishedName.Attribute(
      type: [2, 5, 4, 3], printableString: "Old Root")
    let name = DistinguishedName([RelativeDistinguishedName(attribute)])
    let key = Certificate.PrivateKey(key)
    let old = try Certificate(
      version: .v3, serialNumber: 1, publicKey: key.publicKey, notValidBefore: start,
      notValidAfter: start, issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: .init(), issuerPrivateKey: key)
    #expect(try EncodedName(subjectOf: old).derBytes == EncodedName(name).derBytes)
    #expect(try EncodedName(issuerOf: old).distinguishedName == name)
  }

  @Test func namesTheAlgorithmOfAKey() throws {
    let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    #expect(SignatureAlgorithm(of: .init(rsa.publicKey)) == .sha256WithRSAEncryption)
    #expect(SignatureAlgorithm(of: .init(key.publicKey)) == .ecdsaWithSHA256)
    #expect(
      SignatureAlgorithm(of: .init(P384.Signing.PrivateKey().publicKey)) == .ecdsaWithSHA384)
    #expect(SignatureAlgorithm(of: .init(P521.Signing.PrivateKey().publicKey)) == nil)
  }
}
