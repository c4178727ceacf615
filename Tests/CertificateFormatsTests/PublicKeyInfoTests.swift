import CertificateFormats
import Crypto
import SwiftASN1
import Testing
import X509

struct PublicKeyInfoTests {
  @Test("A key that is read has the bytes that a serializer makes of it", arguments: 0..<20)
  func canonicalBytes(round: Int) throws {
    for key in [
      Certificate.PublicKey(P256.Signing.PrivateKey().publicKey),
      Certificate.PublicKey(P384.Signing.PrivateKey().publicKey),
      Certificate.PublicKey(P521.Signing.PrivateKey().publicKey),
    ] {
      let made = try PublicKeyInfo(key)
      let read = try PublicKeyInfo(derBytes: made.derBytes)
      #expect(read == made)
      var serializer = DER.Serializer()
      try serializer.serialize(read.key)
      #expect(read.derBytes == serializer.serializedBytes)
    }
  }

  @Test("A point off its curve is no key, whatever stands before it")
  func pointOffTheCurve() throws {
    var bytes = try PublicKeyInfo(.init(P256.Signing.PrivateKey().publicKey)).derBytes
    bytes[bytes.count - 1] ^= 1
    #expect(throws: CertificateFormatError.self) { try PublicKeyInfo(derBytes: bytes) }
  }
}
