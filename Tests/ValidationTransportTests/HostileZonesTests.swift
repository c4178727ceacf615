import AuthorityModel
import Conformance
import Glibc
import Testing
import Validation
import ValidationTransport

/// What applicants' zones may hold, served by a real name server, and what it leads to.
@Suite("dns-01 and CAA over zones of all kinds", .timeLimit(.minutes(2)))
struct HostileZonesTests {
  private static let now = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)
  /// base64url(SHA-256("token.thumbprint")).
  private static let digest = "61rBZ_4knHblO0MNoxFsXZ_eTFUHum0B6IVRbhvUn5I"

  /// A zone `shop.test`, and how it ends: a type of problem with some of its words, or none.
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let records: String
    var signing = ServedZone.Signing.none
    var ending: Ending?

    struct Ending: Sendable {
      let kind: Failure.Kind
      let words: String
    }

    init(
      _ description: String, _ records: String, signing: ServedZone.Signing = .none,
      _ kind: Failure.Kind? = nil, _ words: String = ""
    ) {
      testDescription = description
      self.records = records
      self.signing = signing
      ending = kind.map { Ending(kind: $0, words: words) }
    }
  }

  private static let long = "\"" + String(repeating: "x", count: 255) + "\" "
  private static let challenge = "_acme-challenge TXT"

  private static let challenges: [Sample] = [
    Sample("the digest", "\(challenge) \(digest)"),
    Sample(
      "the digest in two strings", "\(challenge) \(digest.prefix(20)) \(digest.dropFirst(20))"),
    Sample("the digest among others", "\(challenge) other\n\(challenge) \(digest)"),
    Sample("the digest behind an alias", "_acme-challenge CNAME a.far\na.far TXT \(digest)"),
    Sample("the digest in a signed zone", "\(challenge) \(digest)", signing: .sound),
    Sample("another digest", "\(challenge) other", .unauthorized, "found \"other\""),
    Sample(
      "the digest at the name itself", "@ TXT \(digest)", .dns, "does not exist in DNS (NXDOMAIN)"),
    Sample("no TXT record", "_acme-challenge A 192.0.2.1", .unauthorized, "has no TXT record"),
    Sample("64 KB", "\(challenge) " + String(repeating: long, count: 254), .unauthorized, "xxx..."),
    Sample(
      "hundreds of records", (0..<700).map { "\(challenge) n\($0)" }.joined(separator: "\n"),
      .unauthorized, "and 697 others"),
    Sample("control characters", #"\#(challenge) "\027[2J\000\255""#, .unauthorized, "?[2J??"),
    Sample("an alias of itself", "_acme-challenge CNAME _acme-challenge", .dns, "SERVFAIL"),
    Sample(
      "aliases in a circle", "_acme-challenge CNAME a\na CNAME b\nb CNAME _acme-challenge", .dns,
      "SERVFAIL"),
    Sample("an alias of nothing", "_acme-challenge CNAME gone", .dns, "NXDOMAIN"),
    Sample(
      "signatures that ran out", "\(challenge) \(digest)", signing: .expired, .dns,
      "DNSSEC validation failed"),
    Sample(
      "a forged record", "www A 192.0.2.1",
      signing: .tampered(record: "_acme-challenge.shop.test. 1 IN TXT \(digest)"), .dns,
      "DNSSEC validation failed"),
  ]

  private static let caa = "www CAA 0 issue"

  /// For `www.shop.test`; the CA is `ca.example`.
  private static let policies: [Sample] = [
    Sample("no records up to the top", "www A 192.0.2.1"),
    Sample("no such name", ""),
    Sample("this CA", "\(caa) \"ca.example\""),
    Sample("another CA", "\(caa) \"other.example\"", .caa, "forbid to issue for www.shop.test"),
    Sample("nobody", "\(caa) \";\"", .caa, "no issue property authorizes this CA"),
    Sample("another CA, at the parent", "@ CAA 0 issue \"other.example\"", .caa, "of shop.test"),
    Sample(
      "this CA, below another", "\(caa) \"ca.example\"\n@ CAA 0 issue \"other.example\""),
    Sample(
      "another CA, behind an alias", "www CNAME cdn\ncdn CAA 0 issue \"other.example\"", .caa,
      "other.example"),
    Sample(
      "an alias without records, under a parent",
      "www CNAME cdn.far\ncdn.far A 192.0.2.1\n"
        + "far CAA 0 issue \"far.example\"\n@ CAA 0 issue \"ca.example\""),
    Sample(
      "a critical property", "www CAA 128 tbs \"x\"", .caa, "\"tbs\" is marked critical"),
    Sample(
      "another account", "\(caa) \"ca.example; accounturi=https://ca.example/2\"", .caa,
      "for other accounts only"),
    Sample(
      "another method", "\(caa) \"ca.example; validationmethods=http-01\"", .caa,
      "not for dns-01"),
    Sample("an alias of itself", "www CNAME www", .dns, "SERVFAIL"),
    Sample("a sound signature", "\(caa) \"ca.example\"", signing: .sound),
    Sample(
      "signatures that ran out", "\(caa) \"ca.example\"", signing: .expired, .dns,
      "DNSSEC validation failed"),
    Sample(
      "a forged record beside no other", "www A 192.0.2.1",
      signing: .tampered(record: "www.shop.test. 1 IN CAA 0 issue \"ca.example\""), .dns,
      "DNSSEC validation failed"),
    Sample(
      "an unreadable record", "www CAA \\# 2 8000", .dns, "can't be known"),
  ]

  /// Serves the zone, below a `test` that has nothing to say, to a resolver that trusts its key.
  private func resolving(
    _ sample: Sample, _ body: (UnboundResolver) async -> Void
  ) async throws {
    let zone = ServedZone(name: "shop.test", records: sample.records, signing: sample.signing)
    try await NameServer.serving([zone, ServedZone(name: "test", records: "")]) { server, _ in
      let anchor: TrustAnchor =
        switch sample.signing {
        case .none: .none
        case .sound, .expired, .tampered: .file(server.anchorFile(of: zone))
        }
      let resolver = try UnboundResolver.forwarding(
        to: server.port, remembersAnswers: false, trustAnchor: anchor)
      await body(resolver)
      resolver.shutDown()
    }
  }

  private func expect(_ failure: Failure?, as ending: Sample.Ending?) {
    #expect(failure?.kind == ending?.kind, "\(failure?.detail ?? "it was accepted")")
    guard let failure, let ending else { return }
    #expect(failure.detail.contains(ending.words), "\(failure.detail)")
    #expect(failure.detail.utf8.count < 1000)
    #expect(failure.detail.utf8.allSatisfy { (0x20...0x7e).contains($0) })
  }

  private let account: AccountID

  init() throws {
    account = try #require(AccountID(bytes: Array(repeating: 7, count: 16)))
  }

  @Test("dns-01", arguments: challenges)
  func challenge(sample: Sample) async throws {
    try await resolving(sample) { resolver in
      let conclusion = await DNSChallengeValidator(resolver: resolver).conclusion(
        on: ChallengeAttempt(
          identifier: .dns("shop.test"), isWildcard: true, account: account,
          token: "token", keyAuthorization: "token.thumbprint", startedAt: Self.now))
      switch conclusion {
      case .valid: expect(nil, as: sample.ending)
      case .invalid(let failure): expect(failure, as: sample.ending)
      }
    }
  }

  @Test("CAA", arguments: policies)
  func policy(sample: Sample) async throws {
    try await resolving(sample) { resolver in
      let lookup = CAALookup(
        resolver: resolver, identities: ["ca.example"],
        accountURL: { _ in "https://ca.example/1" }, hasNoDNS: { _ in false })
      do throws(Failure) {
        _ = try await lookup.leave(
          for: .dns("www.shop.test"), isWildcard: false, account: account, method: .dns01,
          at: Self.now)
        expect(nil, as: sample.ending)
      } catch {
        expect(error, as: sample.ending)
      }
    }
  }

  @Test("CAA: a parent that no server answers for, and servers that say nothing, forbid")
  func unanswered() async throws {
    try await NameServer.serving(zone: "shop.example", records: "www A 192.0.2.1") { server in
      let resolver = try UnboundResolver.forwarding(to: server.port, remembersAnswers: false)
      defer { resolver.shutDown() }
      // `example` itself is refused by this server.
      await expectUnknown(resolver, "looking up the CAA records of example: SERVFAIL")
    }
    let silent = try LoopbackPort.silent()
    defer { close(silent.socket) }
    let resolver = try UnboundResolver.forwarding(
      to: silent.port, timeout: .milliseconds(200), remembersAnswers: false)
    defer { resolver.shutDown() }
    await expectUnknown(resolver, "gave no answer within 0.2 seconds")
  }

  private func expectUnknown(_ resolver: UnboundResolver, _ words: String) async {
    let lookup = CAALookup(
      resolver: resolver, identities: ["ca.example"], accountURL: { _ in "" },
      hasNoDNS: { _ in false })
    do throws(Failure) {
      let record = try await lookup.leave(
        for: .dns("www.shop.example"), isWildcard: false, account: account, method: .dns01,
        at: Self.now)
      Issue.record("it was accepted: \(String(describing: record))")
    } catch {
      #expect(error.kind == .dns)
      #expect(error.detail.contains(words), "\(error.detail)")
    }
  }
}
