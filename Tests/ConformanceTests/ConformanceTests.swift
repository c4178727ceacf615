import Conformance
import Testing

@Suite("docs/conformance.md")
struct ConformanceTests {
  @Test("Each requirement has its test or a reason, and the page shows them")
  func pageIsFresh() throws {
    let report = ConformanceReport(
      standards: try Standard.all(),
      tests: try TestSource.all().flatMap(\.taggedTests) + RenderedRows.all())
    for fault in report.faults { Issue.record("\(fault)") }
    try RenderedPage("docs/conformance.md").hold(report.page)
  }

  @Test("Tags are found with the name of their test, whatever stands around them")
  func tagsAreFound() {
    let source = TestSource(
      file: "Tests/X.swift",
      text: #"""
        @Suite("A suite", .holds("1/2/a")) struct S {
          // @Test(.holds("1/2/comment"))
          @Test(
            "Says \"no\" (once)",
            .holds("1/2/b", "1/2/c"),
            arguments: [(")", 1)])
          func first() {}
          @Test(.serialized, .holds("1/2/d")) func theURLIsASecondOne() {}
          @Test(.holds("1/2/e")) func `a third, in words`() {}
        }
        """#)
    #expect(
      source.taggedTests == [
        TaggedTest(file: "Tests/X.swift", name: "A suite", requirements: ["1/2/a"], doubt: nil),
        TaggedTest(
          file: "Tests/X.swift", name: #"Says "no" (once)"#, requirements: ["1/2/b", "1/2/c"],
          doubt: nil),
        TaggedTest(
          file: "Tests/X.swift", name: "the URL is a second one", requirements: ["1/2/d"],
          doubt: nil
        ),
        TaggedTest(
          file: "Tests/X.swift", name: "a third, in words", requirements: ["1/2/e"], doubt: nil),
      ])
  }

  @Test(
    "A tag at a test that may not run, or at none, is no proof",
    arguments: [
      #"@Test("a", .disabled("slow"), .holds("1/2/a")) func a() {}"#,
      #"@Test("a", .enabled(if: false), .holds("1/2/a")) func a() {}"#,
      #"@Suite(.disabled()) struct S { @Test("a", .holds("1/2/a")) func a() {} }"#,
      "#if canImport(X)\n@Test(\"a\", .holds(\"1/2/a\")) func a() {}\n#endif",
      #"@Test("a", .holds("1/2/a")) func a() { withKnownIssue { } }"#,
      #"@Test("a") func a() { use(.holds("1/2/a")) }"#,
    ])
  func doubts(text: String) {
    let tests = TestSource(file: "Tests/X.swift", text: text).taggedTests
    #expect(tests.count == 1)
    #expect(tests.allSatisfy { $0.doubt != nil })
  }

  @Test("Rows of bad input hold what stands in their last cell")
  func rowsAreRead() {
    let page = """
      | what is wrong | status | holds |
      |---|---|---|
      | a \\| b | 400 | `1/2/a` `1/2/b` |
      | `1/2/c` | 400 |  |
      """
    #expect(
      RenderedRows.tests(in: page) == [
        TaggedTest(
          file: "docs/bad-input.md", name: "bad input: a | b", requirements: ["1/2/a", "1/2/b"],
          doubt: nil)
      ])
  }

  @Test("Whatever would make the page untrue is a fault")
  func faults() {
    let requirements = [
      Requirement(id: "1/2/held", level: .must, says: ""),
      Requirement(id: "1/2/missing", level: .must, says: ""),
      Requirement(id: "1/2/reasoned", level: .should, says: "", divergence: "because"),
      Requirement(id: "1/2/awaited", level: .must, says: "", pending: "soon"),
      Requirement(id: "1/2/come", level: .must, says: "", pending: "soon"),
      Requirement(id: "1/2/twice", level: .must, says: "", divergence: "a"),
      Requirement(id: "1/2/twice", level: .must, says: "", divergence: "a"),
      Requirement(id: "odd", level: .must, says: "", divergence: "a"),
    ]
    let report = ConformanceReport(
      standards: [Standard(standard: "RFC 1", title: "T", requirements: requirements)],
      tests: [
        TaggedTest(
          file: "f", name: "n", requirements: ["1/2/held", "1/2/come", "1/2/none"], doubt: nil),
        TaggedTest(file: "f", name: "empty", requirements: [], doubt: "it sleeps"),
      ])
    let expected = [
      "1/2/missing is held by no test", "1/2/come is held by a test: strike",
      "1/2/twice is listed 2",
      "odd is no id", "'n' holds 1/2/none", "'empty' is no proof: it sleeps",
      "'empty' names no requirement",
    ]
    #expect(report.faults.count == expected.count, "\(report.faults)")
    for text in expected {
      #expect(report.faults.contains { $0.contains(text) }, "\(text)")
    }
  }
}
