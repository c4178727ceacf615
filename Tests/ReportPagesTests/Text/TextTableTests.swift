import Testing

@testable import ReportPages

@Suite("Tables and paragraphs of text")
struct TextTableTests {
  @Test("Words stand at the left, numbers at the right, and no blanks at the end of a line")
  func aligned() {
    var table = TextTable(.left, .right)
    table.add("orders", "1,203", "of two days")
    table.add("é", "7")
    #expect(
      table.lines(under: ["what", "count", ""], indent: 2, gap: 3) == [
        "  what     count",
        "  orders   1,203   of two days",
        "  é            7",
      ])
    #expect(TextTable().lines().isEmpty)
  }

  @Test(
    "A text is broken at blanks",
    arguments: [
      ("", [""]), ("one", ["one"]), ("one two three", ["one two", "three"]),
      ("a word-that-is-too-long b", ["a", "word-that-is-too-long", "b"]),
      // It would be read as another line's.
      ("about 95 % of it", ["about 95 %", "of it"]), ("a  b", ["a  b"]),
    ])
  func wrapped(text: String, lines: [String]) {
    #expect(text.wrapped(at: 8) == lines)
  }

  @Test("The first line may be shorter or longer than the others")
  func firstLine() {
    #expect("one two three".wrapped(at: 13, first: 3) == ["one", "two three"])
    #expect("one two three".wrapped(at: 3, first: 7) == ["one two", "three"])
  }
}
