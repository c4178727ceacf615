import Conformance
import Testing
import Validation

/// The grammar of RFC 8659 §4.2, case by case.
@Suite("Values of issue and issuewild")
struct CAAIssueValueTests {
  struct Sample: Sendable {
    let text: String
    var issuer: String?
    var parameters: [[String]] = []
  }

  @Test(
    "are read where they match the grammar",
    arguments: [
      Sample(text: "ca.example", issuer: "ca.example"),
      Sample(text: "CA.Example", issuer: "ca.example"),
      Sample(text: " \tca.example\t ", issuer: "ca.example"),
      Sample(text: "ca.example;", issuer: "ca.example"),
      Sample(text: "ca.example \t; ", issuer: "ca.example"),
      Sample(text: "localhost", issuer: "localhost"),
      Sample(text: "a--b.xn--p1ai", issuer: "a--b.xn--p1ai"),
      Sample(text: ""), Sample(text: " "), Sample(text: ";"), Sample(text: " ; "),
      Sample(text: "; a=b", parameters: [["a", "b"]]),
      Sample(text: "ca.example; a=b", issuer: "ca.example", parameters: [["a", "b"]]),
      Sample(
        text: "ca.example;a=b;C = d ;e=", issuer: "ca.example",
        parameters: [["a", "b"], ["c", "d"], ["e", ""]]),
      Sample(
        text: "ca.example; accounturi=https://ca.example/acct/1?x=y#z", issuer: "ca.example",
        parameters: [["accounturi", "https://ca.example/acct/1?x=y#z"]]),
      Sample(
        text: "ca.example; validationmethods=dns-01,http-01", issuer: "ca.example",
        parameters: [["validationmethods", "dns-01,http-01"]]),
    ])
  func reads(sample: Sample) throws {
    let value = try #require(CAAIssueValue(Array(sample.text.utf8)))
    #expect(value.issuer == sample.issuer)
    #expect(value.parameters.map { [$0.tag, $0.value] } == sample.parameters)
  }

  @Test(
    "are refused whole where they don't",
    .holds("8659/4.2/malformed"),
    arguments: [
      "ca.example a=b", "ca.example, other.example", "ca.example other.example", ".", "ca..example",
      "ca.example.", "-ca.example", "ca-.example", "ca_1.example", "*.example", "münchen.example",
      "ca.example; a", "ca.example; =b", "ca.example; a b=c", "ca.example; a=b c",
      "ca.example; a=b;", "ca.example;; a=b", "ca.example; a=b;;c=d", "ca.example; -a=b",
      "ca.example; a=ü", "ca.example; a=b\u{0}", "ca.example\u{0}", "\"ca.example\"",
      "%%%%%", "ca.example; a_b=c", "\n", "ca.example\n",
    ])
  func refuses(text: String) {
    #expect(CAAIssueValue(Array(text.utf8)) == nil)
  }
}
