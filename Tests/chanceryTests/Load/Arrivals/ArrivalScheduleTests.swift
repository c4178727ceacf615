import Testing

@testable import chancery

@Suite("Schedule of arrivals")
struct ArrivalScheduleTests {
  @Test(
    "Even arrivals come at equal gaps, and none after the end",
    arguments: [
      (["1s@4/s"], [0, 250, 500, 750]),
      (["1s@2/s", "500ms@4/s"], [0, 500, 1000, 1250]),
      (["1s@2/s", "1s@0/s", "1s@1/s"], [0, 500, 2000]),
      (["1s@1.5/s", "1s@1.5/s"], [0, 667, 1333]),
    ])
  func even(stages: [String], milliseconds: [Int]) {
    #expect(moments(stages, .even).map { Int(($0 * 1000).rounded()) } == milliseconds)
  }

  @Test("A ramp brings more in its later part: from 0 to 100/s, a quarter comes in the first half")
  func ramp() {
    let moments = moments(["10s@0..100/s"], .even)
    #expect(moments.count == 500)
    #expect(moments.filter { $0 < 5 }.count == 125)
    #expect(moments == moments.sorted())
    let falling = self.moments(["10s@100..0/s"], .even)
    #expect(falling.filter { $0 < 5 }.count == 375)
  }

  @Test(
    "Poisson arrivals keep the rate, have the gaps of clients that know nothing of each other, and repeat"
  )
  func poisson() {
    let moments = moments(["100s@100/s"], .poisson)
    #expect((9600...10_400).contains(moments.count))
    let gaps = zip(moments, moments.dropFirst()).map { $1 - $0 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let variance = gaps.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(gaps.count)
    // The deviation of an exponential distribution is its mean.
    #expect(abs(variance.squareRoot() / mean - 1) < 0.05)
    #expect(moments == self.moments(["100s@100/s"], .poisson))
    #expect(moments != self.moments(["100s@100/s"], .poisson, seed: 8))
  }

  @Test("A burst is dense where it is told to be")
  func burst() {
    let moments = moments(["10s@10/s", "10s@200/s", "10s@10/s"], .poisson)
    let counts = [0.0..<10, 10..<20, 20..<30].map { range in moments.count(where: range.contains) }
    #expect((60...140).contains(counts[0]) && (60...140).contains(counts[2]))
    #expect((1800...2200).contains(counts[1]))
    #expect(counts.reduce(0, +) == moments.count)
  }

  /// In seconds.
  private func moments(
    _ stages: [String], _ spacing: ArrivalSpacing, seed: UInt64 = 7
  ) -> [Double] {
    ArrivalSchedule(stages: stages.compactMap { LoadStage($0) }, spacing: spacing, seed: seed)
      .map { $0 / .seconds(1) }
  }
}
