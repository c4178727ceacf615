import AuthorityModel
import Conformance
import Testing
import Validation

/// RFC 8659 §3: which records hold for a name, and what is done when that can't be known.
@Suite("The lookup of CAA records")
struct CAALookupTests {
  private static let account: AccountID = TestApplicants.id()

  private func lookup(_ dns: StubDNS, limit: TimeLimit = TimeLimit(.seconds(10))) -> CAALookup<
    StubDNS
  > {
    CAALookup(
      resolver: dns, identities: ["ca.example"], accountURL: { "https://ca.example/\($0)" },
      hasNoDNS: { $0.hasSuffix(".test") }, limit: limit)
  }

  private func leave(
    _ dns: StubDNS, for name: String = "www.shop.example.org", isWildcard: Bool = false
  ) async throws(Failure) -> CAARecord? {
    try await lookup(dns).leave(
      for: .dns(name), isWildcard: isWildcard, account: Self.account, method: .dns01,
      at: TestApplicants.start)
  }

  @Test(
    "climbs to the top-level domain, and allows where there is no record on the way",
    .holds("8659/3/climb"))
  func noRecords() async throws {
    let dns = StubDNS()
    let record = try await leave(dns)
    #expect(record == CAARecord(checkedAt: TestApplicants.start, domain: nil, records: []))
    #expect(
      dns.questions == ["www.shop.example.org", "shop.example.org", "example.org", "org"])
  }

  @Test("stops at the first name with records, though they may say nothing of issuing")
  func nearest() async throws {
    let dns = StubDNS([
      "shop.example.org": [.caa: .caa("0 iodef mailto:a@example.org")],
      "example.org": [.caa: .caa("0 issue other.example")],
    ])
    let record = try await leave(dns)
    #expect(record?.domain == "shop.example.org")
    #expect(record?.records == ["0 iodef \"mailto:a@example.org\""])
    #expect(dns.questions.last == "shop.example.org")
  }

  @Test(
    "goes on to the parent of the name itself where an alias leads to one without records",
    .holds("8659/3/alias"))
  func alias() async throws {
    let dns = StubDNS([
      "www.shop.example.org": [.caa: DNSAnswer(records: [], canonicalName: "cdn.example.net")],
      "example.net": [.caa: .caa("0 issue other.example")],
    ])
    #expect(try await leave(dns)?.domain == nil)
    #expect(!dns.questions.contains("example.net"))
  }

  @Test("names what forbids, where it lies, and for which name")
  func forbidden() async throws {
    let dns = StubDNS(["example.org": [.caa: .caa("0 issue other.example", "0 issuewild ;")]])
    await #expect(
      throws: Failure(
        .caa,
        "The CAA records of example.org forbid to issue for www.shop.example.org: no issue property "
          + "authorizes this CA; add one for ca.example. Found: 0 issue \"other.example\", "
          + "0 issuewild \";\".")
    ) { try await leave(dns) }
    await #expect(
      throws: Failure(
        .caa,
        "The CAA records of example.org forbid to issue for *.example.org: no issuewild property "
          + "authorizes this CA; add one for ca.example. Found: 0 issue \"other.example\", "
          + "0 issuewild \";\".")
    ) { try await leave(dns, for: "example.org", isWildcard: true) }
  }

  @Test(
    "holds accounturi and validationmethods to who asks, and how he proved control",
    .holds("8657/3.1/acme-account"))
  func conditions() async throws {
    let url = "https://ca.example/\(Self.account)"
    let mine = StubDNS([
      "example.org": [
        .caa: .caa("0 issue ca.example; accounturi=\(url); validationmethods=dns-01")
      ]
    ])
    #expect(try await leave(mine)?.domain == "example.org")
    let others = StubDNS(["example.org": [.caa: .caa("0 issue ca.example; accounturi=\(url)0")]])
    let failure = await #expect(throws: Failure.self) { try await leave(others) }
    #expect(failure?.kind == .caa)
    #expect(failure?.detail.contains("this one is \(url)") == true)
  }

  @Test(
    "refuses where any answer on the way can't be known, in whatever way",
    arguments: ["www.shop.example.org", "example.org", "org"],
    [.serverFailure(rcode: 2), .bogus, .timedOut] as [ResolutionError.Code])
  func unknown(name: String, code: ResolutionError.Code) async {
    let dns = StubDNS(failing: [name: ResolutionError(code, "the resolver's words")])
    await #expect(
      throws: Failure(
        .dns,
        "Whether CAA records allow to issue for www.shop.example.org can't be known: "
          + "the resolver's words.")
    ) { try await leave(dns) }
  }

  @Test("what lies above the records doesn't matter")
  func aboveTheRecords() async throws {
    let dns = StubDNS(
      ["shop.example.org": [.caa: .caa("0 issue ca.example")]],
      failing: ["example.org": ResolutionError(.bogus, "bogus")])
    #expect(try await leave(dns)?.domain == "shop.example.org")
  }

  @Test("refuses a record that can't be read, whatever stands beside it")
  func malformed() async {
    let good = DNSAnswer.caa("0 issue ca.example").records
    let dns = StubDNS(["org": [.caa: DNSAnswer(records: good + [[128, 0]])]])
    let failure = await #expect(throws: Failure.self) { try await leave(dns) }
    #expect(failure?.kind == .dns)
    #expect(failure?.detail.contains("a CAA record of org can't be read") == true)
  }

  @Test("asks nothing of names that the configuration answers for")
  func exempt() async throws {
    let dns = StubDNS()
    #expect(try await leave(dns, for: "www.test") == nil)
    #expect(dns.questions.isEmpty)
  }

  @Test("keeps and shows no more than some of many records")
  func many() async throws {
    let rdata = DNSAnswer.caa("0 issue ca.example").records[0]
    let dns = StubDNS(["org": [.caa: DNSAnswer(records: Array(repeating: rdata, count: 2000))]])
    let record = try await leave(dns)
    #expect(record?.records.count == 21)
    #expect(record?.records.last == "and 1980 others")
  }
}
