import Conformance
import ACMEProtocol
import Testing

@Suite struct KeyAuthorizationTests {
  @Test func theKeyAuthorizationIsTokenDotThumbprint() throws {
    let key = try JSONWebKey(
      parsing: Array(#"{"kty":"RSA","n":"\#(Vectors.rfc7638Modulus)","e":"AQAB"}"#.utf8))
    let token = try #require(ChallengeToken(parsing: "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA"))
    let authorization = KeyAuthorization(token: token, key: key)
    #expect(
      authorization.text
        == "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA.NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    )
    // Computed with `printf %s TEXT | openssl sha256 -binary | basenc --base64url`.
    #expect(
      Base64URL.encode(authorization.digest) == "ZTRx1Ckl1-tM05o5zaizTTA0yUy5AGereMgSNWC6Ll8")
  }

  @Test(.holds("8555/8.3/token")) func aTokenHasAtLeast128Bits() {
    #expect(ChallengeToken(randomBytes: [UInt8](repeating: 1, count: 15)) == nil)
    #expect(
      ChallengeToken(randomBytes: [UInt8](repeating: 1, count: 16))?.text
        == "AQEBAQEBAQEBAQEBAQEBAQ")
  }

  @Test(
    .holds("8555/8.3/token"),
    arguments: ["", "..", "AQEB", "../../etc/passwd-etc-passwd", "AQEBAQEBAQEBAQEBAQEBAQ=="])
  func aTokenThatIsNoneIsRefused(text: String) {
    #expect(ChallengeToken(parsing: text) == nil)
  }
}
