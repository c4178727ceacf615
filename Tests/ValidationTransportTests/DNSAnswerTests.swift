import Conformance
import Foundation
import Glibc
import Testing
import Validation
import ValidationTransport

/// What libunbound makes of a real name server's TXT and CAA records.
@Suite("Records from a real name server", .timeLimit(.minutes(1)))
struct DNSAnswerTests {
  private static let zone = "answers.test"
  private static let records = """
    one TXT "first"
    several TXT "a" "b"
    several TXT "c"
    alias CNAME one
    away CNAME target.elsewhere.test.
    lost CNAME nowhere
    four A 192.0.2.4
    round CNAME about
    about CNAME round
    self CNAME self
    caa CAA 128 issue "ca.example; accounturi=https://ca.example/1"
    caa CAA 0 iodef "mailto:a@example.org"
    below DNAME below.elsewhere.test.
    """
  private static let elsewhere = """
    target TXT "over there"
    target CAA 0 issue "there.example"
    www.below CAA 0 issue "below.example"
    """

  private func resolver(_ server: NameServer) throws -> UnboundResolver {
    try UnboundResolver.forwarding(to: server.port, remembersAnswers: false)
  }

  private func withResolver(_ body: (UnboundResolver) async throws -> Void) async throws {
    try await NameServer.serving([
      ServedZone(name: Self.zone, records: Self.records),
      ServedZone(name: "elsewhere.test", records: Self.elsewhere),
    ]) { server, _ in
      let resolver = try resolver(server)
      defer { resolver.shutDown() }
      try await body(resolver)
    }
  }

  private func texts(_ answer: DNSAnswer) -> Set<String> {
    Set(
      answer.records.compactMap { TXTRecordData(rdata: $0)?.text }
        .map { String(decoding: $0, as: UTF8.self) })
  }

  @Test("TXT: several records, several strings, aliases followed into other zones")
  func txt() async throws {
    try await withResolver { resolver in
      let expected: [(name: String, texts: Set<String>, alias: String?)] = [
        ("one", ["first"], nil), ("ONE", ["first"], nil), ("several", ["ab", "c"], nil),
        ("alias", ["first"], "one.answers.test"), ("away", ["over there"], "target.elsewhere.test"),
        ("four", [], nil),
      ]
      for (name, expectedTexts, alias) in expected {
        let answer = try await resolver.answer(for: "\(name).\(Self.zone)", type: .txt)
        #expect(texts(answer) == expectedTexts)
        #expect(answer.nameExists)
        #expect(answer.canonicalName == alias)
        #expect(!answer.isAuthenticated)
      }
      for name in ["nobody", "lost"] {
        let answer = try await resolver.answer(for: "\(name).\(Self.zone)", type: .txt)
        #expect(answer.records.isEmpty)
        #expect(!answer.nameExists)
      }
    }
  }

  @Test("CAA: flags, tag and value as they were written, aliases followed")
  func caa() async throws {
    try await withResolver { resolver in
      let answer = try await resolver.answer(for: "caa.\(Self.zone)", type: .caa)
      #expect(
        Set(answer.records.compactMap { CAAProperty(rdata: $0)?.presentation }) == [
          "128 issue \"ca.example; accounturi=https://ca.example/1\"",
          "0 iodef \"mailto:a@example.org\"",
        ])
      for (name, value) in [("away", "there.example"), ("www.below", "below.example")] {
        let answer = try await resolver.answer(for: "\(name).\(Self.zone)", type: .caa)
        #expect(answer.records.compactMap { CAAProperty(rdata: $0)?.value } == [Array(value.utf8)])
        #expect(answer.canonicalName?.hasSuffix(".elsewhere.test") == true)
      }
    }
  }

  @Test(
    "aliases that go round in a circle end in an error", .holds("bad-input/dns/cname-loop"),
    arguments: ["round", "self"])
  func loop(name: String) async throws {
    try await withResolver { resolver in
      let error = await #expect(throws: ResolutionError.self) {
        try await resolver.answer(for: "\(name).\(Self.zone)", type: .txt)
      }
      #expect(error?.code == .serverFailure(rcode: 2))
      #expect(error?.context.contains("SERVFAIL") == true)
    }
  }

  @Test(
    "a record of 64 KB, and hundreds of them, come by TCP and whole",
    .holds("bad-input/dns/txt-64-kilobytes"))
  func large() async throws {
    let string = "\"" + String(repeating: "x", count: 255) + "\""
    let long = Array(repeating: string, count: 254).joined(separator: " ")
    let many = (0..<800).map { "many TXT \"record number \($0)\"" }.joined(separator: "\n")
    try await NameServer.serving(zone: "large.test", records: "long TXT \(long)\n\(many)") {
      let resolver = try resolver($0)
      defer { resolver.shutDown() }
      let answer = try await resolver.answer(for: "long.large.test", type: .txt)
      #expect(answer.records.map(\.count) == [254 * 256])
      #expect(try await resolver.answer(for: "many.large.test", type: .txt).records.count == 800)
    }
  }

  @Test("what a lame server says is named")
  func lame() async throws {
    try await withResolver { resolver in
      let error = await #expect(throws: ResolutionError.self) {
        try await resolver.answer(for: "www.another-zone.test", type: .caa)
      }
      #expect(
        error?.code == .serverFailure(rcode: 2) || error?.code == .serverFailure(rcode: 5))
      #expect(
        error?.context.hasPrefix("looking up the CAA records of www.another-zone.test: ") == true)
    }
  }

  @Test("a silent server is given up when the time is over")
  func silent() async throws {
    let silent = try LoopbackPort.silent()
    defer { close(silent.socket) }
    let resolver = try UnboundResolver.forwarding(
      to: silent.port, timeout: .milliseconds(300), remembersAnswers: false)
    defer { resolver.shutDown() }
    let error = await #expect(throws: ResolutionError.self) {
      try await resolver.answer(for: "www.answers.test", type: .txt)
    }
    #expect(error?.code == .timedOut)
  }

  @Test(
    "refuses what can't be a name, or would be taken for another",
    arguments: [
      "", ".", "a..b", "www.example.org\0.evil.test", "a\\.b.test",
      String(repeating: "a", count: 64) + ".test",
      "_acme-challenge." + String(repeating: "abcdefg.", count: 30) + "test",
    ])
  func malformed(name: String) async throws {
    let resolver = try UnboundResolver.forwarding(to: 9, remembersAnswers: false)
    defer { resolver.shutDown() }
    let error = await #expect(throws: ResolutionError.self) {
      try await resolver.answer(for: name, type: .txt)
    }
    #expect(error?.code == .malformedName)
  }

  @Test("without memory, every question sees the zone as it is now")
  func fresh() async throws {
    let old = ServedZone(name: "fresh.test", records: "a TXT \"old\"", timeToLiveInSeconds: 3600)
    try await NameServer.serving([old]) { server, process in
      let (fresh, short) = (
        try resolver(server),
        try UnboundResolver.forwarding(to: server.port, remembersAnswers: true)
      )
      defer {
        fresh.shutDown()
        short.shutDown()
      }
      for resolver in [fresh, short] {
        #expect(try await texts(resolver.answer(for: "a.fresh.test", type: .txt)) == ["old"])
        #expect(try await !resolver.answer(for: "b.fresh.test", type: .txt).nameExists)
      }
      try ServedZone(
        name: "fresh.test", records: "a TXT \"new\"\nb TXT \"new\"", timeToLiveInSeconds: 3600
      ).write(in: server.directory)
      kill(process.id, SIGHUP)
      // nsd takes over the new zone in its own time, and for a moment serves both.
      while try await texts(fresh.answer(for: "a.fresh.test", type: .txt)) != ["new"] {}
      while try await texts(fresh.answer(for: "b.fresh.test", type: .txt)) != ["new"] {}
      #expect(try await texts(short.answer(for: "a.fresh.test", type: .txt)) == ["old"])
    }
  }
}

extension UnboundResolver {
  /// A resolver that asks a name server on the loopback address.
  static func forwarding(
    to port: Int, timeout: Duration = .seconds(10), remembersAnswers: Bool,
    trustAnchor: TrustAnchor = .none
  ) throws -> UnboundResolver {
    let server = NameServerAddress(address: IPAddress(v4: 0x7f00_0001), port: port)
    return try UnboundResolver(
      UnboundConfiguration(
        upstream: .forwarders([server]), timeout: timeout, remembersAnswers: remembersAnswers,
        trustAnchor: trustAnchor)
    )
  }
}
