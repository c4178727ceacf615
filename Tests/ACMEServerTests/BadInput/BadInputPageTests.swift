import Conformance
import Testing

@Suite("docs/bad-input.md")
struct BadInputPageTests {
  @Test("The page shows the table of bad input")
  func pageIsFresh() throws {
    try RenderedPage("docs/bad-input.md").hold(BadInputPage.text)
  }

  @Test("A row that holds requirements is there, and bears a name of its own")
  func namesAreUnique() {
    for name in BadInput.heldByRow.keys {
      let count = BadInputPage.rows.count { $0.name == name }
      #expect(count == 1, "\(count) rows are called '\(name)'")
    }
  }

  @Test("Every row that a test sends is on the page", arguments: BadInput.all)
  func rowsAreShown(input: BadInput) {
    #expect(BadInputPage.rows.contains { $0.name == input.name })
  }
}
