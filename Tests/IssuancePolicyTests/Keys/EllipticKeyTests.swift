import Crypto
import IssuancePolicy
import Testing

/// CA/B Baseline Requirements §6.1.6, NIST SP 800-56A §5.6.2.3.3.
@Suite("A key on an elliptic curve")
struct EllipticKeyTests {
  /// What a SubjectPublicKeyInfo for P-256 begins with, up to the point; its lengths fit 65 octets.
  private static let prefix = Array(
    P256.Signing.PrivateKey().publicKey.derRepresentation.prefix(26))

  private static func refusal(ofPoint point: [UInt8]) -> KeyError? {
    var spki = prefix + point
    spki[1] = UInt8(spki.count - 2)
    spki[24] = UInt8(point.count + 1)
    return WeakKeyGoldenTests.refusal(of: spki)
  }

  @Test("is accepted as an uncompressed point")
  func uncompressed() {
    let key = P256.Signing.PrivateKey().publicKey
    #expect(Self.refusal(ofPoint: Array(key.x963Representation)) == nil)
    #expect(
      WeakKeyGoldenTests.refusal(of: Array(P384.Signing.PrivateKey().publicKey.derRepresentation))
        == nil)
  }

  @Test("is refused in any other form, at infinity and off the curve")
  func others() {
    let key = P256.Signing.PrivateKey().publicKey
    let point = Array(key.x963Representation)
    #expect(Self.refusal(ofPoint: Array(key.compressedRepresentation)) == .point)
    #expect(Self.refusal(ofPoint: [6 | point[64] & 1] + point.dropFirst()) == .point)
    #expect(Self.refusal(ofPoint: [0]) == .point)
    #expect(Self.refusal(ofPoint: []) == .point)
    #expect(Self.refusal(ofPoint: point + [0]) == .point)
    #expect(Self.refusal(ofPoint: [4] + [UInt8](repeating: 0, count: 64)) == .point)
    #expect(Self.refusal(ofPoint: [4] + [UInt8](repeating: 0xff, count: 64)) == .point)
    #expect(Self.refusal(ofPoint: point.dropLast() + [point[64] ^ 1]) == .point)
  }
}
