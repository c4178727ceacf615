import ACMEProtocol
import Crypto
import CryptoExtras
import Testing

@Suite("A JSON Web Key as X.509 has it")
struct SubjectPublicKeyInfoTests {
  @Test("The SubjectPublicKeyInfo is the one that a certificate for the key would hold")
  func encodings() throws {
    let (p256, p384) = (P256.Signing.PrivateKey(), P384.Signing.PrivateKey())
    let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let edwards = Curve25519.Signing.PrivateKey()
    let expected: [(AccountKey, [UInt8])] = [
      (.p256(p256), Array(p256.publicKey.derRepresentation)),
      (.p384(p384), Array(p384.publicKey.derRepresentation)),
      (.rsa(rsa), Array(rsa.publicKey.derRepresentation)),
      // RFC 8410 §10.1 has this prefix before the key.
      (
        .ed25519(edwards),
        [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
          + Array(edwards.publicKey.rawRepresentation)
      ),
    ]
    for (key, bytes) in expected {
      #expect(try key.publicKey.subjectPublicKeyInfo == bytes)
    }
  }
}
