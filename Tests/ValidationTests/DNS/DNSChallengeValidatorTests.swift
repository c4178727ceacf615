import Conformance
import AuthorityModel
import Testing
import Validation

@Suite("dns-01 (RFC 8555 §8.4)")
struct DNSChallengeValidatorTests {
  private static let name = "_acme-challenge.www.example.org"
  /// `printf token.thumbprint | openssl dgst -sha256 -binary | basenc --base64url`, unpadded.
  private static let digest = "61rBZ_4knHblO0MNoxFsXZ_eTFUHum0B6IVRbhvUn5I"

  private func conclusion(_ dns: StubDNS) async -> Authorization.Conclusion {
    await DNSChallengeValidator(resolver: dns).conclusion(
      on: ChallengeAttempt(
        identifier: .dns("www.example.org"), isWildcard: false, account: TestApplicants.id(),
        token: "token", keyAuthorization: "token.thumbprint", startedAt: TestApplicants.start))
  }

  private func failure(_ answer: DNSAnswer?) async throws -> Failure {
    let dns = StubDNS(answer.map { [Self.name: [.txt: $0]] } ?? [:])
    guard case .invalid(let failure) = await conclusion(dns) else {
      throw Failure(.serverInternal, "the challenge was found valid")
    }
    return failure
  }

  @Test("accepts the digest among other records, and keeps what it saw")
  func accepts() async throws {
    let answer = DNSAnswer.txt("v=spf1 -all", Self.digest, "an older digest")
    let dns = StubDNS([Self.name: [.txt: answer]])
    let record = ValidationRecord(
      method: .dns01, validatedAt: TestApplicants.start,
      observations: [
        "\(Self.name) has 3 TXT records, not signed by DNSSEC.",
        "One of them is the digest of the key authorization, \(Self.digest).",
      ])
    #expect(await conclusion(dns) == .valid(record))
    #expect(dns.questions == [Self.name])
  }

  @Test("accepts a digest in several strings, behind an alias, and says so")
  func acceptsBehindAlias() async throws {
    let halves = [Self.digest.prefix(10), Self.digest.dropFirst(10)]
    let answer = DNSAnswer(
      records: [halves.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }],
      canonicalName: "acme.example.net", isAuthenticated: true)
    guard case .valid(let record) = await conclusion(StubDNS([Self.name: [.txt: answer]])) else {
      Issue.record("the challenge was not found valid")
      return
    }
    #expect(
      record.observations.first
        == "\(Self.name) (an alias of acme.example.net) has 1 TXT record, proved by DNSSEC.")
  }

  @Test(
    "refuses any other text",
    arguments: [
      "", " \(digest)", "\(digest) ", "\"\(digest)\"", "\(digest)=", digest.lowercased(),
      "token.thumbprint", digest + "\0",
    ])
  func refuses(text: String) async throws {
    let failure = try await failure(.txt(text))
    #expect(failure.kind == .unauthorized)
    #expect(
      failure.detail.hasPrefix("no TXT record of \(Self.name) is \"\(Self.digest)\"; found \""))
  }

  @Test("shows a few of the wrong records, printable and cut off")
  func excerpts() async throws {
    let long = String(repeating: "x", count: 250)
    let failure = try await failure(.txt("\u{1b}[31mé", long, "c", "d", "e"))
    #expect(
      failure.detail.hasSuffix("found \"?[31m??\", \"\(long.prefix(80))...\", \"c\" and 2 others"))
    #expect(failure.detail.utf8.allSatisfy { (0x20...0x7e).contains($0) })
  }

  @Test(
    "a record of 64 KB is compared whole and shown in part",
    .holds("bad-input/dns/txt-64-kilobytes"))
  func huge() async throws {
    let string = [255] + [UInt8](repeating: 0x41, count: 255)
    let failure = try await failure(
      DNSAnswer(records: [[[UInt8]](repeating: string, count: 255).flatMap(\.self)]))
    #expect(failure.kind == .unauthorized)
    #expect(failure.detail.utf8.count < 400)
  }

  @Test("tells a missing record from a missing name, and both how to mend it")
  func missing() async throws {
    let noRecord = try await failure(DNSAnswer(records: []))
    #expect(noRecord.kind == .unauthorized)
    #expect(noRecord.detail == "\(Self.name) has no TXT record; add one with \"\(Self.digest)\"")
    let noName = try await failure(nil)
    #expect(noName.kind == .dns)
    #expect(noName.detail.hasPrefix("\(Self.name) does not exist in DNS (NXDOMAIN)"))
  }

  @Test(
    "says what kept DNS from answering",
    arguments: [
      (.serverFailure(rcode: 2), .dns), (.bogus, .dns), (.timedOut, .dns), (.malformedName, .dns),
      (.resolverFault, .serverInternal), (.cancelled, .serverInternal),
    ] as [(ResolutionError.Code, Failure.Kind)])
  func unanswered(code: ResolutionError.Code, kind: Failure.Kind) async {
    let dns = StubDNS(failing: [Self.name: ResolutionError(code, "what the resolver said")])
    #expect(await conclusion(dns) == .invalid(Failure(kind, "what the resolver said")))
  }
}
