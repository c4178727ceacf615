@testable import HSMDiagnostics
import Testing

@Suite("What a benchmark's figures mean")
struct BenchmarkConclusionTests {
  @Test("The knee is the least number of sessions that gives 95 % of the peak")
  func knee() throws {
    let conclusion = try #require(BenchmarkConclusion(StepSamples.eightLanes))
    #expect(conclusion.recommendedSessions == 8)
    #expect(conclusion.shareOfPeak == 0.989)
    #expect(conclusion.peakSessions == 16)
    #expect(
      conclusion.sentences == [
        "8 sessions give 99 % of the peak of 2,610 signatures/s, which 16 sessions reached; "
          + "beyond them a signature only waits longer.",
        "Recommended in chancery.yaml: sessions: 8",
        "A CA with this key can issue at most 2,580 certificates/s, or 1,290 with Certificate "
          + "Transparency, where each takes two signatures.",
      ])
  }

  @Test("A rate that still rises at the end is said to do so")
  func stillRising() throws {
    let steps = [StepSamples.step(1, rate: 330), StepSamples.step(2, rate: 660)]
    let conclusion = try #require(BenchmarkConclusion(steps))
    #expect(conclusion.isStillRising)
    #expect(
      conclusion.sentences.first
        == "2 sessions gave the most, 660 signatures/s, and more may give more: the rate still rose "
        + "when the measurement ended.")
  }

  @Test("One lane needs one session")
  func oneLane() throws {
    let steps = [1, 2, 4].map { StepSamples.step($0, rate: 330) }
    let conclusion = try #require(BenchmarkConclusion(steps))
    #expect(conclusion.recommendedSessions == 1)
    #expect(!conclusion.isStillRising)
  }

  @Test("One step alone recommends nothing")
  func single() throws {
    let conclusion = try #require(BenchmarkConclusion([StepSamples.step(4, rate: 330)]))
    #expect(
      conclusion.sentences == [
        "4 sessions give 330 signatures/s; measure other numbers too to see what is best.",
        "A CA with this key can issue at most 330 certificates/s, or 165 with Certificate "
          + "Transparency, where each takes two signatures.",
      ])
  }

  @Test("Nothing measured, nothing concluded")
  func nothing() {
    #expect(BenchmarkConclusion([]) == nil)
  }

  @Test("Efficiency is held against one session's rate")
  func efficiency() throws {
    let report = StepSamples.report
    let efficiencies = report.steps.compactMap(report.efficiency).map { Int(($0 * 100).rounded()) }
    #expect(efficiencies == [100, 99, 99, 98, 49, 25])
  }
}
