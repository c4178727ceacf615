import Conformance
import ACMEProtocol
import Testing

@Suite struct JSONWebKeyTests {
  @Test(.holds("8555/8.1/thumbprint-zeros")) func theThumbprintIsThatOfRFC7638() throws {
    // RFC 7638 §3.1; alg and kid must not count.
    let key = try JSONWebKey(
      parsing: Array(
        #"{"kty":"RSA","n":"\#(Vectors.rfc7638Modulus)","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#
          .utf8))
    #expect(key.thumbprintText == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    #expect(key.thumbprint.count == 32)
    #expect(key.kind == .rsa(sizeInBits: 2048))
    #expect(
      String(decoding: key.canonicalJSON, as: UTF8.self)
        == #"{"e":"AQAB","kty":"RSA","n":"\#(Vectors.rfc7638Modulus)"}"#)
  }

  @Test func theThumbprintOfAnEd25519KeyIsThatOfRFC8037() throws {
    let key = try JSONWebKey(parsing: Array(Vectors.ed25519Key.utf8))
    #expect(key.thumbprintText == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
  }

  @Test(arguments: [Vectors.p256Key, Vectors.rsaKey, Vectors.ed25519Key])
  func theStoredFormParsesBack(json: String) throws {
    let key = try JSONWebKey(parsing: Array(json.utf8))
    let restored = try JSONWebKey(parsing: key.canonicalJSON)
    #expect(restored == key)
    #expect(restored.canonicalJSON == key.canonicalJSON)
    #expect(restored.thumbprint == key.thumbprint)
  }

  @Test(arguments: [Vectors.p256Key, Vectors.rsaKey])
  func aCertificatesKeyIsKnownAgain(json: String) throws {
    let key = try JSONWebKey(parsing: Array(json.utf8))
    let found = try #require(JSONWebKey(subjectPublicKeyInfo: key.subjectPublicKeyInfo))
    #expect(found == key)
    #expect(found.thumbprint == key.thumbprint)
    #expect(JSONWebKey.thumbprint(ofSoundKey: key.subjectPublicKeyInfo) == key.thumbprint)
  }

  @Test func whatNoCertificateHasIsNoKey() throws {
    let key = try JSONWebKey(parsing: Array(Vectors.ed25519Key.utf8))
    for bytes in [key.subjectPublicKeyInfo, [], [UInt8](repeating: 4, count: 91)] {
      #expect(JSONWebKey(subjectPublicKeyInfo: bytes) == nil)
      #expect(JSONWebKey.thumbprint(ofSoundKey: bytes) == nil)
    }
  }

  /// RFC 7515 appendices A.2 and A.3, RFC 8037 appendix A.4.
  @Test(arguments: [
    (Vectors.rsaKey, Vectors.rs256Token), (Vectors.p256Key, Vectors.es256Token),
    (Vectors.ed25519Key, Vectors.edDSAToken),
  ])
  func theExamplesOfTheRFCsVerify(json: String, token: String) throws {
    let key = try JSONWebKey(parsing: Array(json.utf8))
    let dot = try #require(token.lastIndex(of: "."))
    let message = Array(token[..<dot].utf8)
    var signature = try Base64URL.decode(String(token[dot...].dropFirst()))
    #expect(key.isValidSignature(signature, for: message))
    #expect(!key.isValidSignature(signature, for: message + [0]))
    signature[signature.count / 2] ^= 1
    #expect(!key.isValidSignature(signature, for: message))
  }

  @Test(arguments: [0, 1, 63, 65, 70, 4096])
  func aSignatureOfTheWrongLengthIsNotValid(count: Int) throws {
    for json in [Vectors.p256Key, Vectors.rsaKey, Vectors.ed25519Key] {
      let key = try JSONWebKey(parsing: Array(json.utf8))
      #expect(!key.isValidSignature([UInt8](repeating: 1, count: count), for: [1, 2, 3]))
    }
  }

  @Test(.holds("8555/8.1/thumbprint-zeros"), arguments: BadKeys.all)
  func aBadKeyIsRefusedByName(bad: BadKeys.BadKey) {
    #expect(throws: bad.expected) { try JSONWebKey(parsing: Array(bad.json.utf8)) }
  }
}
