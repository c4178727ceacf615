import Testing

@testable import chancery

@Suite("Timeline of a load")
struct TimelineTests {
  @Test("Each second has its counts; silent ones are there too")
  func seconds() {
    var timeline = Timeline()
    timeline.record(.arrived, at: .milliseconds(100))
    timeline.record(.began, at: .milliseconds(100))
    timeline.record(.arrived, at: .milliseconds(900))
    timeline.record(.began, at: .milliseconds(900))
    timeline.record(.refused, at: .milliseconds(950))
    timeline.record(.done(.milliseconds(30)), at: .milliseconds(3010))
    timeline.record(.failed, at: .milliseconds(3020))
    #expect(
      timeline.seconds == [
        .init(second: 0, arrivals: 2, refused: 1, inFlight: 2), .init(second: 1, inFlight: 2),
        .init(second: 2, inFlight: 2),
        .init(second: 3, done: 1, errors: 1, inFlight: 0, p50: 30, p99: 30),
      ])
  }

  @Test("The last five seconds that are over are summed up for a live view")
  func recent() {
    var timeline = Timeline()
    for second in 0..<8 {
      for number in 1...10 {
        timeline.record(.done(.milliseconds(second * 100 + number)), at: .seconds(second))
      }
    }
    timeline.advance(to: .seconds(8))
    #expect(timeline.recent.certificatesPerSecond == 10)
    #expect(timeline.recent.p50 == 505)
    #expect(timeline.recent.p99 == 710)
  }

  @Test("An event that comes late counts for the second at hand")
  func late() {
    var timeline = Timeline()
    timeline.record(.arrived, at: .seconds(2))
    timeline.record(.arrived, at: .seconds(1))
    #expect(timeline.seconds.map(\.arrivals) == [0, 0, 2])
  }

  @Test(
    "Percentiles are by nearest rank",
    arguments: [
      ([] as [Int], 50, nil as Double?), ([7000], 99, 7), ([1000, 2000], 50, 1),
      (Array(1...100).map { $0 * 1000 }, 99, 99), (Array(1...1000), 50, 0.5),
    ])
  func percentiles(values: [Int], percent: Int, expected: Double?) {
    #expect(Timeline.percentile(percent, of: values) == expected)
  }
}
