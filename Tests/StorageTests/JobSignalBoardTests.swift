import AuthorityModel
import Testing

@testable import Storage

struct JobSignalBoardTests {
  private var board = JobSignalBoard<String>()

  @Test mutating func `a job wakes all who wait, once`() {
    #expect(board.awaitJob(1, "first") == true)
    #expect(board.awaitJob(2, "second") == true)
    #expect(Set(board.lookAgain()) == ["first", "second"])
    #expect(board.lookAgain() == [])
  }

  @Test mutating func `jobs that nobody waited for keep one from waiting`() {
    _ = board.lookAgain()
    _ = board.lookAgain()
    #expect(board.awaitJob(1, "first") == false)
    #expect(board.awaitJob(2, "second") == true)
  }

  @Test mutating func `a job that woke somebody keeps nobody from waiting`() {
    _ = board.awaitJob(1, "first")
    _ = board.lookAgain()
    #expect(board.awaitJob(2, "second") == true)
  }

  @Test mutating func `who stopped waiting is not woken`() {
    _ = board.awaitJob(1, "first")
    #expect(board.stopAwaitingJob(1) == "first")
    #expect(board.stopAwaitingJob(1) == nil)
    #expect(board.lookAgain() == [])
    #expect(board.isEmpty)
  }
}
