import ACMEProtocol
import Conformance
import HummingbirdTesting
import Testing

@Suite("Signed requests (RFC 8555 §6.2, law 11)")
struct EnvelopeTests {
  @Test(
    "Who doesn't hold the key is refused, whatever else he brings along",
    .holds("8555/6.2/algorithm-is-a-signature", "8555/6.2/verified-first"),
    arguments: BadInput.forgeries)
  func forged(input: BadInput) async throws { try await input.expectRefusal() }

  @Test(
    "Bytes that are not the one form of what they mean are refused",
    .holds("8555/5/utf-8", "8555/6.1/base64url-padding"), arguments: BadInput.encodings)
  func encoded(input: BadInput) async throws { try await input.expectRefusal() }

  @Test(
    "JSON that says two things, or more than anybody needs, is refused",
    .holds(
      "8555/6.2/one-signature", "8555/6.2/flattened", "8555/6.2/payload-attached",
      "8555/6.2/encoded-payload", "8555/6.2/jwk-or-kid"),
    arguments: BadInput.members)
  func ambiguous(input: BadInput) async throws { try await input.expectRefusal() }

  @Test(
    "An algorithm that isn't supported is answered with those that are",
    .holds("8555/6.2/bad-signature-algorithm", "8555/6.2/algorithms-listed"),
    arguments: ["none", "HS256", "PS256", "ES512", "ES384"])
  func algorithms(name: String) async throws {
    try await TestAuthority().serve { client in
      let request = try await Applicant(registeredWith: client).request(to: "/directory") {
        $0["alg"] = name
      }
      let answer = try await client.send(request)
      #expect(answer.status == 400)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .badSignatureAlgorithm)
      #expect(problem.algorithms == ["ES256", "ES384", "RS256", "EdDSA"])
    }
  }

  @Test("Members of the header that ACME has no use for change nothing (RFC 7515 §4)")
  func unknownMembers() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let request = try await applicant.request(to: "/directory") { header in
        header["typ"] = "JWT"
        header["jku"] = "http://127.0.0.1:1/keys"
        header.members["x5c"] = #"["MIIB"]"#
        header.members["iat"] = "1e999999999"
        header.members["ext"] = #"{"a":[{"b":[1,2,{"c":null}]}]}"#
      }
      #expect(try await client.send(request).status == 200)
    }
  }

  @Test(
    "A request spends its nonce, whatever it is refused for (§6.5)",
    .holds("8555/6.5/nonce-once"),
    arguments: ["alg", "url", "kid"])
  func spentNonce(member: String) async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let nonce = try await client.nonce()
      let spoilt = try await applicant.request(to: "/directory") {
        $0["nonce"] = nonce
        $0[member] = nil
      }
      #expect(try await client.send(spoilt).status == 400)
      let good = try await applicant.request(to: "/directory") { $0["nonce"] = nonce }
      let problem: ProblemDocument = try await client.send(good).resource()
      #expect(problem.problemType == .badNonce)
    }
  }
}
