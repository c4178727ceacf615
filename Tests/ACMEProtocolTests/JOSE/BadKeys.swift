import ACMEProtocol
import Testing

/// Keys that must be refused, each with the reason.
enum BadKeys {
  struct BadKey: Sendable, CustomTestStringConvertible {
    let json: String
    let expected: JSONWebKeyError

    var testDescription: String { "\(expected)" }
  }

  static let all: [BadKey] = [
    BadKey(json: "[]", expected: .notJSON(reason: "is not a JSON object")),
    BadKey(json: "{}", expected: .missingMember("kty")),
    BadKey(json: #"{"kty":1}"#, expected: .missingMember("kty")),
    BadKey(json: #"{"kty":"oct"}"#, expected: .unsupported(member: "kty", value: "oct")),
    BadKey(json: #"{"kty":"oct","k":"AA"}"#, expected: .privateMember("k")),
    BadKey(
      json: Vectors.p256Key.dropLast() + #","d":"AA"}"#, expected: .privateMember("d")),
    BadKey(
      json: #"{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}"#,
      expected: .unsupported(member: "crv", value: "P-521")),
    BadKey(
      json: ellipticCurve(x: zeros(32), y: zeros(32)),
      expected: .notAKey("the point (x, y) does not lie on P-256")),
    BadKey(
      json: ellipticCurve(x: zeros(31), y: zeros(32)),
      expected: .badMember("x", reason: "has 31 bytes where 32 are due")),
    BadKey(
      json: ellipticCurve(x: zeros(32), y: zeros(33)),
      expected: .badMember("y", reason: "has 33 bytes where 32 are due")),
    BadKey(
      json: ellipticCurve(x: "AA==", y: zeros(32)),
      expected: .badMember("x", reason: Base64URLError.padding.description)),
    BadKey(
      json: #"{"kty":"EC","crv":"P-256","x":"\#(zeros(32))"}"#, expected: .missingMember("y")),
    BadKey(
      json: rsa(n: modulus(byteCount: 255), e: "AQAB"),
      expected: .badMember("n", reason: "has 2040 bits: use 2048 to 4096")),
    BadKey(
      json: rsa(n: modulus(byteCount: 513), e: "AQAB"),
      expected: .badMember("n", reason: "has 4104 bits: use 2048 to 4096")),
    BadKey(
      json: rsa(n: "AA" + Vectors.rfc7638Modulus, e: "AQAB"),
      expected: .badMember("n", reason: "is empty or starts with a zero octet")),
    BadKey(
      json: rsa(n: "", e: "AQAB"),
      expected: .badMember("n", reason: "is empty or starts with a zero octet")),
    BadKey(
      json: rsa(n: modulus(byteCount: 256, last: 0xFE), e: "AQAB"),
      expected: .notAKey("the modulus is even")),
    BadKey(json: rsa(n: Vectors.rfc7638Modulus, e: "AQ"), expected: badExponent),
    BadKey(json: rsa(n: Vectors.rfc7638Modulus, e: "BA"), expected: badExponent),
    BadKey(json: rsa(n: Vectors.rfc7638Modulus, e: ""), expected: badExponent),
    BadKey(json: rsa(n: Vectors.rfc7638Modulus, e: "AQAAAAE"), expected: badExponent),
    BadKey(
      json: #"{"kty":"OKP","crv":"X25519","x":"\#(zeros(32))"}"#,
      expected: .unsupported(member: "crv", value: "X25519")),
    BadKey(
      // The Kelvin sign, which Swift's == takes for a K.
      json: #"{"kty":"O\u212aP","crv":"Ed25519","x":"\#(zeros(32))"}"#,
      expected: .unsupported(member: "kty", value: "O\u{212A}P")),
    BadKey(json: ed25519(point: [0] + filled(31, with: 0)), expected: smallOrder),
    BadKey(json: ed25519(point: [1] + filled(31, with: 0)), expected: smallOrder),
    BadKey(json: ed25519(point: [1] + filled(30, with: 0) + [0x80]), expected: smallOrder),
    BadKey(json: ed25519(point: [0xEE] + filled(31, with: 0xFF)), expected: smallOrder),
    BadKey(
      json: ed25519(point: filled(31, with: 1)),
      expected: .badMember("x", reason: "has 31 bytes where 32 are due")),
    BadKey(
      json: #"{"kty":"EC","kty":"RSA"}"#,
      expected: .notJSON(reason: "has the member 'kty' twice")),
  ]

  private static let badExponent = JSONWebKeyError.badMember(
    "e", reason: "is no usable exponent: take 65537, which is AQAB")
  private static let smallOrder = JSONWebKeyError.notAKey(
    "the point has a small order, so anybody could sign for it")

  private static func filled(_ count: Int, with byte: UInt8) -> [UInt8] {
    [UInt8](repeating: byte, count: count)
  }

  private static func zeros(_ count: Int) -> String { Base64URL.encode(filled(count, with: 0)) }

  private static func modulus(byteCount: Int, last: UInt8 = 0xFF) -> String {
    Base64URL.encode(filled(byteCount - 1, with: 0xFF) + [last])
  }

  private static func ellipticCurve(x: String, y: String) -> String {
    #"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)"}"#
  }

  private static func rsa(n: String, e: String) -> String {
    #"{"kty":"RSA","n":"\#(n)","e":"\#(e)"}"#
  }

  private static func ed25519(point: [UInt8]) -> String {
    #"{"kty":"OKP","crv":"Ed25519","x":"\#(Base64URL.encode(point))"}"#
  }
}
