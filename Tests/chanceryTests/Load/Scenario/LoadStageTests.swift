import Testing

@testable import chancery

@Suite("Stage of an open loop")
struct LoadStageTests {
  @Test(
    "A stage is a duration and a rate, or two",
    arguments: [
      ("30s@50/s", 30.0, 50.0, 50.0, 1500.0), ("1m@50..500/s", 60, 50, 500, 16_500),
      ("500ms@0.5/s", 0.5, 0.5, 0.5, 0.25), ("2m@9..0/s", 120, 9, 0, 540),
    ])
  func read(text: String, seconds: Double, start: Double, end: Double, arrivals: Double) throws {
    let stage = try #require(LoadStage(text))
    #expect(stage.duration / .seconds(1) == seconds)
    #expect(stage.startRate == start)
    #expect(stage.endRate == end)
    #expect(stage.expectedArrivals == arrivals)
    #expect(stage.description == text)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "30s", "30s@50", "@50/s", "30@50/s", "0s@50/s", "30s@/s", "30s@-1/s", "30s@1e3/s",
      "30s@50..60..70/s", "30s@50../s", "30s@inf/s", "30s@1.2.3/s", "30s@50/s@50/s",
      "30s@100001/s", "25h@1/s", "30s@50/m",
    ])
  func refused(text: String) {
    #expect(LoadStage(text) == nil)
  }
}
