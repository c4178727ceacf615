import ACMEProtocol
import Testing

/// Bodies that must be refused, each with the problem type and a word that its text must contain.
enum BadRequests {
  struct BadRequest: Sendable, CustomTestStringConvertible {
    let name: String
    let body: [UInt8]
    let problem: ProblemType
    let mention: String

    var testDescription: String { name }
  }

  static let all = bodies + headers + keys

  private static let goodHeader = #"{"alg":"ES256","nonce":"AA","url":"u","kid":"k"}"#
  private static let good = members(protected: goodHeader)

  private static let bodies: [BadRequest] = [
    bad("empty", "", mention: "body is not a JSON object"),
    bad("an array", "[]", mention: "body is not a JSON object"),
    bad("a compact JWS", Vectors.es256Token, mention: "body is not a JSON object"),
    bad("no members", "{}", mention: "protected is missing"),
    bad("cut off", "{\(good)", mention: "body is not JSON: it ends too early"),
    bad("something after it", "{\(good)} {}", mention: "body is not JSON: the byte at offset"),
    bad("a comma too many", "{\(good),}", mention: "body is not JSON: the byte at offset"),
    bad("a byte order mark", "\u{FEFF}{\(good)}", mention: "body is not a JSON object"),
    bad("an unprotected header", "{\(good),\"header\":{}}", mention: "header is not allowed"),
    bad("the general form", "{\(good),\"signatures\":[]}", mention: "signatures is not allowed"),
    bad("two payloads", "{\(good),\"payload\":\"\"}", mention: "'payload' twice"),
    bad(
      "two payloads, one escaped", "{\(good),\"p\\u0061yload\":\"\"}", mention: "'payload' twice"),
    bad("no payload", #"{"protected":"AA","signature":"AA"}"#, mention: "payload is missing"),
    bad("a payload of null", body(payload: "null"), mention: "payload is not a string"),
    bad("a padded payload", body(payload: #""e30=""#), mention: "payload is not base64url"),
    bad("standard base64", body(signature: #""+/+/""#), mention: "signature is not base64url"),
    bad("loose bits", body(signature: #""AB""#), mention: "signature is not canonical base64url"),
    bad("a number that is none", "{\(good),\"a\":01}", mention: "out of place"),
    bad("a number without end", "{\(good),\"a\":1e}", mention: "out of place"),
    bad("a lone surrogate", #"{"\ud800":1}"#, mention: "out of place"),
    bad("half a pair", #"{"\ud800\u0041":1}"#, mention: "escape at offset 2"),
    bad("a trail surrogate", #"{"\udc00":1}"#, mention: "escape at offset 2"),
    bad("an unknown escape", #"{"\x":1}"#, mention: "escape at offset 2"),
    bad("a control character", "{\"a\u{1}\":1}", mention: "offset 3"),
    bad("a wrong literal", "{\"a\":nul1}", mention: "out of place"),
    bad("a thousand brackets", "{\"a\":" + String(repeating: "[", count: 1000), mention: "deeper"),
    bad("60,000 objects", String(repeating: "{\"a\":", count: 60_000), mention: "deeper"),
    bad(
      "a hundred members",
      "{" + (0..<100).map { "\"m\($0)\":0" }.joined(separator: ",") + "}",
      mention: "more than 64 members"),
    BadRequest(
      name: "invalid UTF-8", body: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x30, 0x7D],
      problem: .malformed, mention: "body is not UTF-8"),
    BadRequest(
      name: "an overlong UTF-8 quote", body: [0x7B, 0x22, 0xC0, 0xA2, 0x22, 0x3A, 0x30, 0x7D],
      problem: .malformed, mention: "body is not UTF-8"),
  ]

  private static let headers: [BadRequest] = [
    header("empty", "", mention: "protected is not a JSON object"),
    header("no alg", #"{"nonce":"AA","url":"u","kid":"k"}"#, mention: "alg is missing"),
    header(
      "alg twice", #"{"alg":"ES256","alg":"none"}"#, mention: "protected has the member 'alg'"),
    header("alg a number", #"{"alg":1e999999999}"#, mention: "alg is not a string"),
    header(
      "no nonce", #"{"alg":"ES256","url":"u","kid":"k"}"#, problem: .badNonce,
      mention: "nonce is missing"),
    header(
      "a nonce with padding", #"{"alg":"ES256","nonce":"AA==","url":"u","kid":"k"}"#,
      mention: "nonce is not base64url"),
    header("no url", #"{"alg":"ES256","nonce":"AA","kid":"k"}"#, mention: "url is missing"),
    header("an empty url", #"{"alg":"ES256","nonce":"AA","url":"","kid":"k"}"#, mention: "url is"),
    header("no key", #"{"alg":"ES256","nonce":"AA","url":"u"}"#, mention: "names no key"),
    header(
      "both keys", #"{"alg":"ES256","nonce":"AA","url":"u","kid":"k","jwk":{}}"#,
      mention: "both 'jwk' and 'kid'"),
    header(
      "a kid of null", #"{"alg":"ES256","nonce":"AA","url":"u","kid":null}"#,
      mention: "kid is not a string"),
    header(
      "crit", #"{"alg":"ES256","nonce":"AA","url":"u","kid":"k","crit":["exp"]}"#,
      mention: "crit is not allowed"),
    header(
      "b64", #"{"alg":"ES256","nonce":"AA","url":"u","kid":"k","b64":false}"#,
      mention: "b64 is not allowed"),
    algorithm("none"), algorithm("None"), algorithm("HS256"), algorithm("HS512"),
    algorithm("ES512"), algorithm("PS256"), algorithm("es256"), algorithm("RS1"),
  ]

  private static let keys: [BadRequest] = [
    header(
      "jwk a string", #"{"alg":"ES256","nonce":"AA","url":"u","jwk":"k"}"#,
      mention: "jwk is not an object"),
    key("a key without type", "{}", mention: "'kty'"),
    key("a symmetric key", #"{"kty":"oct"}"#, mention: "'oct'"),
    key("a private key", #"{"kty":"EC","d":"AA"}"#, mention: "private member 'd'"),
    header(
      "a duplicate within the key",
      #"{"alg":"ES256","nonce":"AA","url":"u","jwk":{"kty":"EC","kty":"EC"}}"#,
      mention: "'kty' twice"),
  ]

  private static func bad(
    _ name: String, _ body: String, problem: ProblemType = .malformed, mention: String
  ) -> BadRequest {
    BadRequest(name: name, body: Array(body.utf8), problem: problem, mention: mention)
  }

  private static func header(
    _ name: String, _ header: String, problem: ProblemType = .malformed, mention: String
  ) -> BadRequest {
    bad("header: \(name)", "{\(members(protected: header))}", problem: problem, mention: mention)
  }

  private static func algorithm(_ name: String) -> BadRequest {
    BadRequest(
      name: "alg \(name)",
      body: Array(
        "{\(members(protected: #"{"alg":"\#(name)","nonce":"AA","url":"u","kid":"k"}"#))}".utf8),
      problem: .badSignatureAlgorithm, mention: "alg '\(name)'")
  }

  private static func key(_ name: String, _ jwk: String, mention: String) -> BadRequest {
    BadRequest(
      name: name,
      body: Array(
        "{\(members(protected: #"{"alg":"ES256","nonce":"AA","url":"u","jwk":\#(jwk)}"#))}".utf8),
      problem: .badPublicKey, mention: mention)
  }

  private static func body(payload: String = "\"\"", signature: String = "\"AA\"") -> String {
    "{\(members(protected: goodHeader, payload: payload, signature: signature))}"
  }

  private static func members(
    protected: String, payload: String = "\"\"", signature: String = "\"AA\""
  ) -> String {
    #""protected":"\#(Base64URL.encode(Array(protected.utf8)))","#
      + #""payload":\#(payload),"signature":\#(signature)"#
  }
}
