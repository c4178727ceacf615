import AuthorityModel
import Conformance
import Testing
import Validation
import ValidationTransport

/// Zones that are signed, by a real signer, soundly or not.
@Suite("DNSSEC", .timeLimit(.minutes(1)))
struct DNSSECTests {
  private static let records = """
    www A 192.0.2.1
    www TXT "text"
    www CAA 0 issue "ca.example"
    """

  private func withResolver(
    _ signing: ServedZone.Signing, remembersAnswers: Bool = false,
    _ body: (UnboundResolver) async throws -> Void
  ) async throws {
    let zone = ServedZone(name: "signed.test", records: Self.records, signing: signing)
    try await NameServer.serving([zone]) { server, _ in
      let resolver = try UnboundResolver.forwarding(
        to: server.port, remembersAnswers: remembersAnswers,
        trustAnchor: .file(server.anchorFile(of: zone)))
      defer { resolver.shutDown() }
      try await body(resolver)
    }
  }

  @Test("sound signatures prove records, and that there are none")
  func sound() async throws {
    try await withResolver(.sound) { resolver in
      for type in [DNSRecordType.txt, .caa] {
        let answer = try await resolver.answer(for: "www.signed.test", type: type)
        #expect(answer.records.count == 1)
        #expect(answer.isAuthenticated)
      }
      let nobody = try await resolver.answer(for: "nobody.signed.test", type: .txt)
      #expect(!nobody.nameExists)
      #expect(nobody.isAuthenticated)
      #expect(
        try await resolver.addresses(of: "www.signed.test") == [IPAddress(v4: 0xc000_0201)])
    }
  }

  @Test("signatures that have run out are refused, with the reason")
  func expired() async throws {
    try await withResolver(.expired) { resolver in
      for type in [DNSRecordType.txt, .caa] {
        let error = await #expect(throws: ResolutionError.self) {
          try await resolver.answer(for: "www.signed.test", type: type)
        }
        #expect(error?.code == .bogus)
        #expect(
          error?.context.hasPrefix(
            "looking up the \(type.name) records of www.signed.test: DNSSEC validation failed: ")
            == true)
      }
      let error = await #expect(throws: ResolutionError.self) {
        try await resolver.addresses(of: "www.signed.test")
      }
      #expect(error?.code == .bogus)
    }
  }

  @Test("a record that nobody signed is refused")
  func tampered() async throws {
    let forged = "forged.signed.test. 1 IN TXT \"forged\""
    try await withResolver(.tampered(record: forged)) { resolver in
      let error = await #expect(throws: ResolutionError.self) {
        try await resolver.answer(for: "forged.signed.test", type: .txt)
      }
      #expect(error?.code == .bogus)
      let untouched = try await resolver.answer(for: "www.signed.test", type: .txt)
      #expect(untouched.isAuthenticated)
    }
  }

  @Test(
    "a bogus answer fails the challenge and forbids by CAA, both as dns",
    .holds("bad-input/dns/bogus-dnssec", "8555/11.2/dnssec", "8659/5.6/dnssec"))
  func bogusChallenge() async throws {
    try await withResolver(.expired) { resolver in
      let now = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)
      let attempt = ChallengeAttempt(
        identifier: .dns("www.signed.test"), isWildcard: false,
        account: try #require(AccountID(bytes: Array(repeating: 7, count: 16))), token: "token",
        keyAuthorization: "token.thumbprint", startedAt: now)
      guard
        case .invalid(let failure) = await DNSChallengeValidator(resolver: resolver)
          .conclusion(on: attempt)
      else {
        Issue.record("the challenge was found valid")
        return
      }
      #expect(failure.kind == .dns)
      #expect(failure.detail.contains("DNSSEC validation failed"))
      let caa = CAALookup(
        resolver: resolver, identities: ["ca.example"], accountURL: { "\($0)" },
        hasNoDNS: { _ in false })
      let refusal = await #expect(throws: Failure.self) {
        try await caa.leave(
          for: attempt.identifier, isWildcard: false, account: attempt.account, method: .dns01,
          at: now)
      }
      #expect(refusal?.kind == .dns)
      #expect(refusal?.detail.contains("DNSSEC validation failed") == true)
    }
  }

  @Test(
    "the chain is followed from the root down, whether anything is remembered or not",
    arguments: [false, true])
  func chain(remembersAnswers: Bool) async throws {
    let shop = ServedZone(name: "shop.example", records: Self.records, signing: .sound)
    let example = ServedZone(
      name: "example", records: "open NS ns1.open\nns1.open A 127.0.0.1", signing: .sound,
      delegations: [shop])
    let root = ServedZone(name: ".", records: "", signing: .sound, delegations: [example])
    let open = ServedZone(name: "open.example", records: Self.records)
    try await NameServer.serving([shop, example, root, open]) { server, _ in
      let resolver = try UnboundResolver.forwarding(
        to: server.port, remembersAnswers: remembersAnswers,
        trustAnchor: .file(server.anchorFile(of: root)))
      defer { resolver.shutDown() }
      for _ in 0..<3 {
        let answer = try await resolver.answer(for: "www.shop.example", type: .caa)
        #expect(answer.records.count == 1)
        #expect(answer.isAuthenticated)
      }
      // A zone that its parent proves to be unsigned is taken as it is.
      let unsigned = try await resolver.answer(for: "www.open.example", type: .caa)
      #expect(unsigned.records.count == 1)
      #expect(!unsigned.isAuthenticated)
    }
  }
}
