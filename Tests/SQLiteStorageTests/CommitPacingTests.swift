import SQLiteStorage
import Testing

struct CommitPacingTests {
  private let start = ContinuousClock.now

  @Test func `a writer who comes alone never waits`() {
    var pacing = CommitPacing()
    for step in 0..<100 {
      let now = start + .microseconds(400) * step
      pacing.arrived(finding: 0, at: now)
      #expect(pacing.delay(forGroupOf: 1, at: now) == .zero)
      pacing.started(at: now)
    }
  }

  @Test func `two writers by turns never wait`() {
    var pacing = CommitPacing()
    for step in 0..<100 {
      let now = start + .microseconds(400) * step
      pacing.arrived(finding: 1, at: now)
      #expect(pacing.delay(forGroupOf: 1, at: now) == .zero)
      pacing.started(at: now)
    }
  }

  @Test(arguments: [(2, 2), (4, 4), (8, 8), (40, 8)])
  func `the more others a writer finds, the longer is the interval of commits`(
    others: Int, milliseconds: Int
  ) {
    let pacing = crowded(finding: others)
    let interval = Duration.milliseconds(milliseconds)
    #expect(pacing.delay(forGroupOf: 3, at: start) == interval)
    let soon = start + .milliseconds(1)
    #expect(pacing.delay(forGroupOf: 3, at: soon) == interval - .milliseconds(1))
    #expect(pacing.delay(forGroupOf: 3, at: start + interval) == .zero)
    #expect(pacing.delay(forGroupOf: 3, at: start + .seconds(1)) == .zero)
  }

  @Test func `a full group does not wait`() {
    let pacing = crowded()
    #expect(pacing.delay(forGroupOf: CommitPacing.fullGroupSize, at: start) == .zero)
  }

  @Test(arguments: [(2, 5), (4, 8), (6, 11), (40, 12)])
  func `a group is full once half as many again have come as writers usually are`(
    others: Int, size: Int
  ) {
    let pacing = crowded(finding: others)
    #expect(!pacing.isFull(size - 1))
    #expect(pacing.delay(forGroupOf: size - 1, at: start) > .zero)
    #expect(pacing.isFull(size))
    #expect(pacing.delay(forGroupOf: size, at: start) == .zero)
  }

  @Test func `after a pause a lone writer does not wait`() {
    var pacing = crowded()
    let later = start + .seconds(1)
    pacing.arrived(finding: 0, at: later)
    pacing.started(at: later)
    pacing.arrived(finding: 0, at: later + .milliseconds(1))
    #expect(pacing.delay(forGroupOf: 1, at: later + .milliseconds(1)) == .zero)
  }

  @Test func `when a crowd becomes one writer the pauses end soon`() {
    var pacing = crowded()
    for _ in 0..<16 { pacing.arrived(finding: 0, at: start) }
    #expect(pacing.delay(forGroupOf: 1, at: start) == .zero)
  }

  /// Pacing that has seen a crowd, and a commit that began at the start.
  private func crowded(finding others: Int = 6) -> CommitPacing {
    var pacing = CommitPacing()
    for _ in 0..<50 { pacing.arrived(finding: others, at: start) }
    pacing.started(at: start)
    return pacing
  }
}
