import Testing

@testable import chancery

@Suite("Turns of two servers")
struct SliceOrderTests {
  @Test("Both get as many turns, and none is always the first")
  func turns() {
    let turns = (0..<8).map { SliceOrder.isRivalsTurn($0) ? "B" : "A" }
    #expect(turns.joined() == "ABBABAAB")
  }
}
