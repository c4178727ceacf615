import Conformance
import Testing
import Validation

/// Whether records in zone form allow to issue, for `ca.example` and the account 1, by http-01.
@Suite("CAA records")
struct CAARecordSetTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let records: [String]
    /// For `www.example.org`, and for `*.example.org`.
    let plain: CAAObjection?
    let wildcard: CAAObjection?

    init(_ records: String..., plain: CAAObjection? = nil, wildcard: CAAObjection? = nil) {
      self.records = records
      self.plain = plain
      self.wildcard = wildcard
    }

    init(_ records: String..., both: CAAObjection?) {
      self.records = records
      plain = both
      wildcard = both
    }

    var testDescription: String { records.joined(separator: " | ") }
  }

  static let url = "https://ca.example/acme/account/1"
  static let noIssue = CAAObjection.issuerNotNamed(tag: "issue", identities: ["ca.example"])
  static let noIssueWild = CAAObjection.issuerNotNamed(tag: "issuewild", identities: ["ca.example"])
  static let account = CAAObjection.accountNotNamed(url: url)
  static let method = CAAObjection.methodNotNamed("http-01")
  static func critical(_ tag: String) -> CAAObjection { .unknownCriticalProperty(tag: tag) }

  private func check(_ records: [String], isWildcard: Bool) -> CAAObjection? {
    let set = CAARecordSet(domain: "example.org", properties: records.compactMap(Self.property))
    #expect(set.properties.count == records.count)
    do throws(CAAObjection) {
      try set.check(
        CAARequest(
          identities: ["ca.example"], isWildcard: isWildcard, accountURL: Self.url,
          method: "http-01"))
      return nil
    } catch {
      return error
    }
  }

  /// Reads `128 issue ca.example; a=b`: flags, tag and value, without quotes.
  private static func property(_ text: String) -> CAAProperty? {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, let flags = UInt8(parts[0]) else { return nil }
    let value = parts.count == 3 ? Array(parts[2].utf8) : []
    return CAAProperty(rdata: [flags, UInt8(parts[1].utf8.count)] + Array(parts[1].utf8) + value)
  }

  private func expect(_ sample: Sample) {
    #expect(check(sample.records, isWildcard: false) == sample.plain)
    #expect(check(sample.records, isWildcard: true) == sample.wildcard)
  }

  @Test(
    "issue says who may, for wildcards too where issuewild doesn't",
    .holds("8659/3/forbidden", "8659/4.1/tag-case", "8659/4.1/reserved-flags", "8659/4.2/several"),
    arguments: [
      Sample("0 issue ca.example", both: nil),
      Sample("0 ISSUE CA.EXAMPLE", both: nil),
      Sample("128 issue ca.example", both: nil),
      Sample("1 issue ca.example", both: nil),
      Sample("0 issue other.example", both: noIssue),
      Sample("0 issue other.example", "0 issue ca.example", both: nil),
      Sample("0 issue ;", "0 issue ca.example", both: nil),
      Sample("0 issue ;", both: noIssue),
      Sample("0 issue", both: noIssue),
      Sample("0 issue www.ca.example", both: noIssue),
      Sample("0 issue example", both: noIssue),
      Sample("0 issue ca.example.", both: noIssue),
      Sample("0 issue %%%%%", both: noIssue),
      Sample("0 issue ca.example; policy", both: noIssue),
      Sample("0 issue ca.example; policy=ev", both: nil),
    ])
  func issue(sample: Sample) { expect(sample) }

  @Test(
    "issuewild is for wildcards alone, and takes the place of issue",
    .holds("8659/4.3/wildcards-only", "8659/4.3/precedence"),
    arguments: [
      Sample("0 issuewild ca.example", both: nil),
      Sample("0 issuewild other.example", wildcard: noIssueWild),
      Sample("0 issuewild ;", wildcard: noIssueWild),
      Sample("0 issue ca.example", "0 issuewild ;", wildcard: noIssueWild),
      Sample("0 issue other.example", "0 issuewild ca.example", plain: noIssue),
      Sample("0 issue ;", "0 issuewild ca.example", plain: noIssue),
    ])
  func issueWild(sample: Sample) { expect(sample) }

  @Test(
    "what is not known is passed over, unless it is critical",
    .holds("8659/4.1/critical", "8659/4.1/unknown"),
    arguments: [
      Sample("0 iodef mailto:security@example.org", both: nil),
      Sample("128 iodef mailto:security@example.org", both: nil),
      Sample("0 tbs Unknown", both: nil),
      Sample("127 tbs Unknown", both: nil),
      Sample("128 tbs Unknown", both: critical("tbs")),
      Sample("0 issue ca.example", "128 tbs Unknown", both: critical("tbs")),
      Sample("128 issuemail ;", both: critical("issuemail")),
      Sample("0 issuemail ;", both: nil),
      Sample("0 contactemail a@example.org", both: nil),
    ])
  func unknown(sample: Sample) { expect(sample) }

  @Test(
    "accounturi must be the account's URL, to the letter",
    .holds("8657/3/account", "8657/3/several-accounts", "8657/3/other-issuer"),
    arguments: [
      Sample("0 issue ca.example; accounturi=\(url)", both: nil),
      Sample("0 issue ca.example; AccountURI=\(url)", both: nil),
      Sample("0 issue ca.example; accounturi=\(url)0", both: account),
      Sample("0 issue ca.example; accounturi=https://CA.example/acme/account/1", both: account),
      Sample("0 issue ca.example; accounturi=", both: account),
      Sample("0 issue ca.example; accounturi=\(url); accounturi=\(url)", both: account),
      Sample(
        "0 issue ca.example; accounturi=\(url)2", "0 issue ca.example; accounturi=\(url)",
        both: nil),
      Sample("0 issue other.example; accounturi=\(url)", both: noIssue),
      Sample("0 issuewild ca.example; accounturi=\(url)2", wildcard: account),
    ])
  func accountURI(sample: Sample) { expect(sample) }

  @Test(
    "validationmethods must name the method that proved control",
    .holds("8657/4/method"),
    arguments: [
      Sample("0 issue ca.example; validationmethods=http-01", both: nil),
      Sample("0 issue ca.example; validationmethods=dns-01,http-01,ca-phone", both: nil),
      Sample("0 issue ca.example; validationmethods=dns-01", both: method),
      Sample("0 issue ca.example; validationmethods=HTTP-01", both: method),
      Sample("0 issue ca.example; validationmethods=http-011", both: method),
      Sample("0 issue ca.example; validationmethods=", both: method),
      Sample("0 issue ca.example; validationmethods=http-01,", both: method),
      Sample("0 issue ca.example; validationmethods=http-01,d/s", both: method),
      Sample(
        "0 issue ca.example; validationmethods=http-01; validationmethods=http-01", both: method),
      // Both conditions must hold in one property.
      Sample(
        "0 issue ca.example; accounturi=\(url); validationmethods=dns-01",
        "0 issue ca.example; accounturi=\(url)2; validationmethods=http-01", both: method),
    ])
  func validationMethods(sample: Sample) { expect(sample) }

  @Test("a CA without a name for CAA is named by nobody")
  func noIdentity() {
    let property = Self.property("0 issue ;").map { [$0] } ?? []
    let set = CAARecordSet(domain: "example.org", properties: property)
    #expect(throws: CAAObjection.issuerNotNamed(tag: "issue", identities: [])) {
      try set.check(
        CAARequest(identities: [], isWildcard: false, accountURL: Self.url, method: "http-01"))
    }
  }
}
