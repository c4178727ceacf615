import Testing

@testable import chancery

@Suite("Timeline as it is drawn")
struct CoarseTimelineTests {
  @Test("A short run is drawn second by second")
  func short() {
    let points = CoarseTimeline(seconds(240)).points
    #expect(points.count == 240)
    #expect(points[7].second == 7)
    #expect(points[7].done == 7)
    #expect(points[7].p99 == 14)
  }

  @Test("Of a long run each point stands for several seconds: mean rates, worst latencies")
  func long() {
    let points = CoarseTimeline(seconds(601)).points
    #expect(points.count == 201)
    #expect(
      points[1]
        == .init(
          second: 3, arrivals: 0, done: 4, refused: 0, errors: 0, inFlight: 5, p50: nil, p99: 10))
    #expect(points[200].done == 600)
  }

  private func seconds(_ count: Int) -> [Timeline.Second] {
    (0..<count).map {
      .init(second: $0, done: $0, inFlight: $0, p50: nil, p99: Double($0) * 2)
    }
  }
}
