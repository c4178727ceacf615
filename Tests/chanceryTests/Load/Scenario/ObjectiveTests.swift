import Testing

@testable import chancery

@Suite("Objective of a load")
struct ObjectiveTests {
  @Test(
    "It is kept, or not; nothing measured keeps nothing",
    arguments: [
      ("p99_ms<=800", 800.0 as Double?, true), ("p99_ms <= 800", 800.1, false),
      ("certificates_per_second>=300", 300, true), ("certificates_per_second>=300", 299, false),
      ("errors<=0", 0, true), ("server_errors <=0", 1, false), ("p50_ms<=5", nil, false),
    ])
  func judged(text: String, measured: Double?, isMet: Bool) throws {
    #expect(try #require(Objective(text)).isMet(by: measured) == isMet)
  }

  @Test("It reads as it is written, and tells what was measured")
  func text() throws {
    let objective = try #require(Objective(name: "p99_9_ms", limit: "<= 0.5"))
    #expect(objective.description == "p99_9_ms <= 0.5")
    #expect(
      JudgedObjective(objective, measured: 120.25).text == "BROKEN  p99_9_ms <= 0.5: 120.25")
    #expect(
      JudgedObjective(objective, measured: nil).text
        == "BROKEN  p99_9_ms <= 0.5: nothing was measured")
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "p99_ms", "p99_ms<800", "p99_ms=800", "<=800", "p99_ms<=", "p99_ms<=x", "p99_ms<=inf",
      "p98_ms<=8",
    ])
  func refused(text: String) {
    #expect(Objective(text) == nil)
  }
}
