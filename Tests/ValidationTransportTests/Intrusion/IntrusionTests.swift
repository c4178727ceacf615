import Conformance
import Testing
import Validation
import ValidationTransport

/// Law 12: validation never reaches inside.
///
/// Real sockets, and real listeners that must stay silent.
@Suite(.serialized)
struct IntrusionTests {
  @Test(
    .holds("bad-input/redirect/loopback", "bad-input/redirect/ipv4-mapped"),
    arguments: IntrusionAttempt.addresses + IntrusionAttempt.redirects + IntrusionAttempt.names)
  func `law 12, refuses to reach inside, and names the rule`(attempt: IntrusionAttempt) async throws
  {
    let row = try await row(attempt)
    print(row.markdown)
    #expect(row.rule.contains(attempt.rule))
    #expect(row.intrusions == 0)
    #expect(row.visits == attempt.expectedVisits)
  }

  @Test("docs/ssrf.md shows each attempt, and the rule that refused it")
  func pageIsFresh() async throws {
    var page = IntrusionPage()
    for attempt in IntrusionAttempt.addresses { page.addresses.append(try await row(attempt)) }
    for attempt in IntrusionAttempt.redirects { page.redirects.append(try await row(attempt)) }
    for attempt in IntrusionAttempt.names { page.names.append(try await row(attempt)) }
    try RenderedPage("docs/ssrf.md").hold(page.markdown)
  }

  /// The listeners do notice: with the address allowed, the same request arrives.
  @Test func `an allowed address is connected to`() async throws {
    let network = try InsideNetwork()
    let verdict = try await network.verdict(
      resolver: SuccessiveAnswers(["www.example.test": ["127.0.0.1"]]), allowing: "127.0.0.0/8")
    #expect(verdict.intrusions == 1)
    #expect(verdict.failure?.kind == .connection)
  }

  /// A private address beside a public one is passed over.
  @Test func `law 12, connects to the permitted address of several`() async throws {
    let network = try InsideNetwork()
    var hosts = StaticHosts()
    try hosts.add(
      "www.example.test",
      ["::1", "10.0.0.1", "127.0.0.1", "127.0.0.2"].map { try IPAddress($0) })
    let verdict = try await network.verdict(
      resolver: StaticHostResolver(hosts: hosts, upstream: SuccessiveAnswers([:])),
      allowing: "127.0.0.2")
    #expect(verdict.intrusions == 0)
    #expect(!verdict.visits.isEmpty)
    #expect(verdict.visits.allSatisfy { $0.hasSuffix(" at 127.0.0.2") })
  }

  /// Tries one attempt in a network of its own.
  private func row(_ attempt: IntrusionAttempt) async throws -> IntrusionPage.Row {
    let network = try InsideNetwork()
    let verdict =
      switch attempt.way {
      case .address:
        try await network.verdict(
          resolver: SuccessiveAnswers(["www.example.test": [attempt.target]]), allowing: nil)
      case .redirect:
        try await network.verdict(
          resolver: SuccessiveAnswers(Self.outside), redirectingTo: attempt.target,
          allowing: "127.0.0.2")
      case .rebinding(let answers):
        try await network.verdict(
          resolver: SuccessiveAnswers(["www.example.test": answers]), allowing: "127.0.0.2")
      case .alias:
        try await verdict(ofAlias: attempt.target, in: network)
      }
    return IntrusionPage.Row(attempt: attempt, verdict: verdict, port: network.port)
  }

  /// Asks a real name server through libunbound, whose zone makes www.example.test an alias.
  private func verdict(
    ofAlias records: String, in network: InsideNetwork
  ) async throws -> InsideNetwork.Verdict {
    let lines = records.split(separator: ", ").joined(separator: "\n")
    return try await NameServer.serving(
      zone: "example.test", records: "www CNAME alias\n\(lines)"
    ) { server in
      let resolver = try UnboundResolver(
        UnboundConfiguration(
          upstream: .forwarders([
            NameServerAddress(address: IPAddress("127.0.0.1"), port: server.port)
          ])))
      defer { resolver.shutDown() }
      return try await network.verdict(resolver: resolver, allowing: "127.0.0.2")
    }
  }

  /// What the applicant's names resolve to, where redirects are tried.
  private static let outside = [
    "www.example.test": ["127.0.0.2"], "inside.example.test": ["127.0.0.1"],
    "inside6.example.test": ["::1"], "mapped.example.test": ["::ffff:127.0.0.1"],
    "nat64.example.test": ["64:ff9b::127.0.0.1"], "metadata.example.test": ["169.254.169.254"],
  ]
}
