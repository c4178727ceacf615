import ACMEProtocol
import Conformance
import Crypto
import Foundation
import HTTPTypes
import Registration
import Revocation
import SwiftASN1
import Testing
import Validation
import X509

@testable import ACMEServer

@Suite("What RFC 8555 promises a client")
struct PromiseTests {
  @Test(
    "Times come with what is valid: order, authorization, challenge",
    .holds(
      "8555/7.1.3/order-expires", "8555/7.1.4/authorization-expires", "8555/7.5.1/valid-expires",
      "8555/8/validated", "8555/7.5.1/polling"))
  func times() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let pending = try await applicant.placedOrder(for: ["pending.example"])
      #expect(pending.resource.status == .pending)
      #expect(pending.resource.expires != nil)
      let read = try await applicant.post(at: pending.resource.authorizations[0])
      #expect(read.status == 200)

      let valid = try await applicant.fulfilledOrder(for: ["valid.example"])
      #expect(valid.resource.status == .valid)
      #expect(valid.resource.expires != nil)
      let authorization: AuthorizationResource = try await applicant.post(
        at: valid.resource.authorizations[0]
      ).resource()
      #expect(authorization.status == .valid)
      #expect(authorization.expires != nil)
      let proved = authorization.challenges.filter { $0.status == .valid }
      #expect(proved.count == 1)
      #expect(proved.allSatisfy { $0.validated != nil })
    }
  }

  @Test(
    "Members that RFC 8555 doesn't know are passed over",
    .holds("8555/7.3/unknown-fields-ignored", "8555/7.5.1/response-fields-ignored"))
  func unknownMembers() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let answer = try await applicant.post(
        #"{"identifiers":[{"type":"dns","value":"a.example","weight":1}],"colour":"red"}"#,
        to: "/acme/new-order")
      #expect(answer.status == 201)
      #expect(!answer.text.contains("red"))
      let order: OrderResource = try answer.resource()
      let authorization: AuthorizationResource = try await applicant.post(
        at: order.authorizations[0]
      ).resource()
      let response = try await applicant.post(
        #"{"keyAuthorization":"x","type":"dns-01","status":"valid","token":"t"}"#,
        at: authorization.challenges[0].url)
      #expect(response.status == 200)
      let challenge: ChallengeResource = try response.resource()
      #expect(challenge.type == authorization.challenges[0].type)
      #expect(challenge.token == authorization.challenges[0].token)
    }
  }

  @Test(
    "An algorithm that isn't supported is answered with those that are",
    .holds("8555/6.2/bad-signature-algorithm", "8555/6.2/algorithms-listed"),
    arguments: ["none", "HS256", "ES512", "PS256"])
  func algorithms(name: String) async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let request = try await applicant.request(to: "/directory") { $0["alg"] = name }
      let answer = try await client.send(request)
      #expect(answer.status == 400)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .badSignatureAlgorithm)
      #expect(problem.algorithms == ["ES256", "ES384", "RS256", "EdDSA"])
    }
  }

  @Test(
    "A jwk that isn't the key that signed opens no account",
    .holds("8555/6.2/jwk-is-the-signing-key", "8555/6.2/verified-first"))
  func otherKey() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let victim = try JWSSigner()
      let request = try await Applicant(client: client).request("{}", to: "/acme/new-account") {
        $0.members["jwk"] = String(decoding: victim.publicKey.canonicalJSON, as: UTF8.self)
      }
      let answer = try await client.send(request)
      #expect(answer.status == 403)
      #expect(try answer.resource(ProblemDocument.self).problemType == .unauthorized)
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "accounts") == 0)
    }
  }

  @Test(
    "A contact that is refused is told with what would do", .holds("8555/7.3/unsupported-contact"))
  func contactSchemes() async throws {
    try await TestAuthority().serve { client in
      let answer = try await Applicant(client: client).post(
        #"{"contact":["tel:+4930123"]}"#, to: "/acme/new-account")
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .unsupportedContact)
      #expect(problem.detail?.contains("mailto:") == true, "\(problem)")
    }
  }

  @Test(
    "The chain is strict PEM, leaf first, each certified by the next, and has just the names",
    .holds(
      "8555/9.1/strict-pem", "8555/9.1/leaf-first", "8555/9.1/chain-order",
      "8555/7.4/nothing-unasked"))
  func chain() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.fulfilledOrder(for: ["b.example", "a.example"])
      let text = try await applicant.post(at: try #require(order.resource.certificate)).text
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == "-----BEGIN CERTIFICATE-----")
      #expect(lines.last == "")
      let body = lines.dropLast().split { $0.hasPrefix("-----") }
      #expect(body.count == 2)
      for lines in body {
        // RFC 7468 §3: every line but the last has 64 characters.
        #expect(lines.dropLast().allSatisfy { $0.count == 64 })
        #expect(lines.allSatisfy { line in line.allSatisfy { $0.isASCII && !$0.isWhitespace } })
      }
      let certificates = try PEMDocument.parseMultiple(pemString: text).map {
        try Certificate(pemDocument: $0)
      }
      let leaf = try #require(certificates.first)
      #expect(try leaf.extensions.basicConstraints != .isCertificateAuthority(maxPathLength: nil))
      #expect(
        try leaf.extensions.subjectAlternativeNames.map { Set($0) }
          == [.dnsName("a.example"), .dnsName("b.example")])
      for (certificate, issuer) in zip(certificates, certificates.dropFirst() + [authority.root]) {
        #expect(issuer.publicKey.isValidSignature(certificate.signature, for: certificate))
      }
    }
  }

  @Test(
    "Overload is answered rateLimited, with the time to come back",
    .holds("8555/6.6/rate-limited", "8555/6.6/retry-after"))
  func overload() throws {
    let refusals: [any Error] = [
      ValidationError.overloaded(limit: 5, retryAfter: .seconds(5)), ValidationError.outOfTime,
      RevocationError.outOfTime, RegistrationError.outOfTime,
    ]
    for problem in refusals.map(Problem.init) {
      #expect(problem.document.problemType == .rateLimited)
      #expect(problem.document.status == 503)
      #expect(problem.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
    }
  }

  @Test(
    "No type is used under ACME's URN that IANA doesn't list",
    .holds("8555/6.7/registered-types"), arguments: ProblemType.allCases)
  func registeredTypes(type: ProblemType) {
    // IANA, ACME Error Types, as of 2026-11.
    let registered: Set = [
      "accountDoesNotExist", "alreadyRevoked", "badCSR", "badNonce", "badPublicKey",
      "badRevocationReason", "badSignatureAlgorithm", "caa", "compound", "connection", "dns",
      "externalAccountRequired", "incorrectResponse", "invalidContact", "malformed",
      "orderNotReady", "rateLimited", "rejectedIdentifier", "serverInternal", "tls", "unauthorized",
      "unsupportedContact", "unsupportedIdentifier", "userActionRequired", "autoRenewalCanceled",
      "autoRenewalExpired", "autoRenewalCancellationInvalid", "autoRenewalRevocationNotSupported",
      "unknownDelegation", "alreadyReplaced", "invalidProfile", "onionCAARequired",
    ]
    #expect(registered.contains(type.rawValue))
  }
}
