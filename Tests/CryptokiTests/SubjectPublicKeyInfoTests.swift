import Crypto
import CryptoExtras
import Testing

@testable import Cryptoki

@Suite("A SubjectPublicKeyInfo")
struct SubjectPublicKeyInfoTests {
  @Test("is the same from a bare point and from one in an OCTET STRING")
  func points() throws {
    let p256 = P256.Signing.PrivateKey().publicKey
    let p384 = P384.Signing.PrivateKey().publicKey
    for (curve, point, expected) in [
      (NamedCurve.p256, Array(p256.x963Representation), Array(p256.derRepresentation)),
      (.p384, Array(p384.x963Representation), Array(p384.derRepresentation)),
    ] {
      #expect(try SubjectPublicKeyInfo.ec(curve: curve, point: point) == expected)
      let wrapped = [0x04, UInt8(point.count)] + point
      #expect(try SubjectPublicKeyInfo.ec(curve: curve, point: wrapped) == expected)
    }
  }

  @Test("is not made of half a point", arguments: [0, 1, 33, 64, 66, 68, 97])
  func badPoint(length: Int) {
    #expect(throws: CryptokiError.self) {
      _ = try SubjectPublicKeyInfo.ec(
        curve: .p256, point: [UInt8](repeating: 4, count: length))
    }
  }

  @Test("has the modulus unsigned, however many zeros the token puts before it")
  func rsa() throws {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048).publicKey
    let numbers = try key.getKeyPrimitives()
    for padding in [0, 1, 3] {
      let modulus = [UInt8](repeating: 0, count: padding) + numbers.modulus
      #expect(
        SubjectPublicKeyInfo.rsa(
          modulus: modulus, publicExponent: Array(numbers.publicExponent))
          == Array(key.derRepresentation))
    }
  }
}
