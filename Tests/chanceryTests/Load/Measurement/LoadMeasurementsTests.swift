import NIOHTTP1
import ReportPages
import Testing

@testable import chancery

@Suite("What is measured of a load")
struct LoadMeasurementsTests {
  @Test("Latencies are counted for each step, in the order of a certificate's way")
  func latencies() {
    let latencies = StepLatencies()
    for milliseconds in 1...1000 { latencies.record(.milliseconds(milliseconds), for: .finalize) }
    latencies.record(.milliseconds(7), for: .newOrder)
    let summaries = latencies.summaries
    #expect(summaries.map(\.name) == ["new-order", "finalize"])
    #expect(summaries[1].count == 1000)
    #expect(abs(summaries[1].p50InMilliseconds - 500) < 1)
    #expect(abs(summaries[1].p90InMilliseconds - 900) < 1)
    #expect(abs(summaries[1].p99InMilliseconds - 990) < 1)
    #expect(abs(summaries[1].p999InMilliseconds - 999) < 1)
    #expect(abs(summaries[1].maximumInMilliseconds - 1000) < 1)
    #expect(latencies.distribution(of: .finalize).map(\.count).reduce(0, +) == 1000)
    #expect(latencies.distribution(of: .whole).isEmpty)
  }

  @Test("What waits before it begins has waited all the same: latency counts from when it was due")
  func coordinatedOmission() throws {
    let measurements = LoadMeasurements()
    let arrival = Arrival(due: .now - .seconds(5))
    measurements.arrived(isHeldBack: true)
    measurements.succeeded(arrival, begun: measurements.began(arrival))
    let steps = measurements.latencies.summaries
    let fromDue = try #require(steps.first { $0.name == "from-due" })
    let whole = try #require(steps.first { $0.name == "whole" })
    #expect(fromDue.p50InMilliseconds >= 4990)
    #expect(whole.p50InMilliseconds < 4990)
    #expect(measurements.tally.counts.longestDelay >= .seconds(5))
    #expect(measurements.tally.counts.heldBack == 1)
  }

  @Test(
    "Answers that are no success are counted by what they say of the server",
    arguments: [
      (503, true, 1, 0, 0), (503, false, 1, 1, 0), (429, true, 1, 0, 0), (500, false, 0, 0, 1),
      (504, true, 0, 0, 1), (400, false, 0, 0, 0),
    ])
  func refusals(status: Int, saysWhen: Bool, refused: Int, silent: Int, serverErrors: Int) {
    let measurements = LoadMeasurements()
    measurements.refused(
      ACMEAnswer(
        step: .finalize, url: "", status: status, headers: saysWhen ? ["Retry-After": "1"] : [:],
        body: []))
    let counts = measurements.tally.counts
    #expect(counts.refused == refused)
    #expect(counts.refusedWithoutRetryAfter == silent)
    #expect(counts.serverErrors == serverErrors)
    #expect(measurements.seconds.map(\.refused).reduce(0, +) == refused)
  }

  @Test("Failures are counted by type, most frequent first, with the first as the example")
  func tally() {
    let tally = LoadTally()
    for (type, detail) in [("a", "1"), ("b", "2"), ("b", "3")] {
      tally.began()
      tally.failed(type: type, detail: detail)
    }
    tally.began()
    tally.began()
    tally.succeeded()
    #expect(tally.counts == .init(done: 1, failed: 3, inFlight: 1))
    #expect(
      tally.failures == [
        .init(type: "b", detail: "2", count: 2), .init(type: "a", detail: "1", count: 1),
      ])
  }
}
