import Testing

@testable import Storage

struct ExpectationBoardTests {
  private var board = ExpectationBoard<String, Int, String>()

  @Test mutating func `an end is kept for those who said that they will wait`() {
    board.expect("order")
    board.expect("order")
    #expect(board.ended("order", as: 7) == [])
    #expect(board.register("first", as: 1, for: "order") == false)
    #expect(board.collectOutcome(of: "order") == 7)
    #expect(board.collectOutcome(of: "order") == 7)
    #expect(board.isEmpty)
  }

  @Test mutating func `an end wakes those who wait for it, once`() {
    board.expect("order")
    board.expect("other")
    #expect(board.register("first", as: 1, for: "order") == true)
    #expect(board.register("second", as: 2, for: "other") == true)
    #expect(board.ended("order", as: 7) == ["first"])
    #expect(board.ended("order", as: 8) == [])
  }

  @Test mutating func `nobody waits for what he didn't announce`() {
    #expect(board.register("first", as: 1, for: "order") == false)
    #expect(board.isEmpty)
  }

  @Test mutating func `who is let go gets nothing, and who comes later doesn't wait`() {
    board.expect("order")
    #expect(board.register("first", as: 1, for: "order") == true)
    #expect(board.abandon("order") == ["first"])
    #expect(board.register("second", as: 2, for: "order") == false)
    #expect(board.remove(1, from: "order") == nil)
    #expect(board.collectOutcome(of: "order") == nil)
    #expect(board.abandon("order") == [])
    #expect(board.isEmpty)
  }

  @Test mutating func `who stopped waiting is not woken`() {
    board.expect("order")
    _ = board.register("first", as: 1, for: "order")
    #expect(board.remove(1, from: "order") == "first")
    #expect(board.ended("order", as: 7) == [])
  }
}
