import Testing

@testable import HSMDiagnostics

@Suite("Which numbers of sessions are measured")
struct SessionScheduleTests {
  /// The sessions that a sweep measures, given what each number would yield.
  private func path(_ schedule: SessionSchedule, rate: (Int) -> Double) -> [Int] {
    var (sessions, rates): ([Int], [Double]) = ([], [])
    while let next = schedule.next(after: rates) {
      sessions.append(next)
      rates.append(rate(next))
    }
    return sessions
  }

  @Test("A sweep doubles until two doublings in a row bring nothing")
  func plateau() {
    let path = path(.sweep(limit: 64)) { Double(min($0, 8)) * 330 }
    #expect(path == [1, 2, 4, 8, 16, 32])
  }

  @Test("One weak doubling does not end a sweep")
  func oneWeakDoubling() {
    let rates = [1: 100.0, 2: 101, 4: 390, 8: 395, 16: 396]
    #expect(path(.sweep(limit: 64)) { rates[$0] ?? 396 } == [1, 2, 4, 8, 16])
  }

  @Test("Two gains of 2 % each are 4 % against what was before them")
  func slowGrowth() {
    #expect(!SessionSchedule.isPlateau([100, 102, 104.1]))
    #expect(SessionSchedule.isPlateau([100, 102, 102.9]))
  }

  @Test("A device that grows slower with sessions is left soon")
  func falling() {
    #expect(path(.sweep(limit: 64)) { 100 / Double($0) } == [1, 2, 4])
  }

  @Test("A sweep stops at the limit, which is measured even if it is no power of two")
  func limit() {
    #expect(path(.sweep(limit: 15)) { Double($0) } == [1, 2, 4, 8, 15])
    #expect(path(.sweep(limit: 16)) { Double($0) } == [1, 2, 4, 8, 16])
    #expect(path(.sweep(limit: 1)) { Double($0) } == [1])
  }

  @Test("Given numbers are measured in their order, whatever they yield")
  func given() {
    #expect(path(.counts([8, 1, 3])) { _ in 1 } == [8, 1, 3])
  }
}
