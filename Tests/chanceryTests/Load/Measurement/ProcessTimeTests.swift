import Glibc
import Testing

@testable import chancery

@Suite("CPU of a process")
struct ProcessTimeTests {
  @Test("User and system time are found behind any name")
  func fields() {
    let stat = "7 (a) b) c) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 8 0 123 456 789"
    #expect(ProcessTime.duration(stat: stat, ticksPerSecond: 100) == .seconds(3))
    #expect(ProcessTime.duration(stat: "7 (x) S 1", ticksPerSecond: 100) == nil)
    #expect(ProcessTime.duration(stat: "", ticksPerSecond: 100) == nil)
  }

  @Test("One's own is that which /proc tells; a process that is not there has none")
  func own() throws {
    let seen = try #require(ProcessTime.of(process: getpid()))
    #expect(ProcessTime.own >= seen - .milliseconds(20))
    #expect(ProcessTime.of(process: .max) == nil)
  }
}
