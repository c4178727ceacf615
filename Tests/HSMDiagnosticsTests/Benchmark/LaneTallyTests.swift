import Histogram
import ReportPages
import Testing

@testable import HSMDiagnostics

@Suite("What lanes measure, and how it is put together")
struct LaneTallyTests {
  @Test("Merged histograms hold the values of all")
  func merge() {
    var (fast, slow) = (LaneTally(), LaneTally())
    for _ in 0..<990 { fast.record([1], nanoseconds: 50_000) }
    for _ in 0..<10 { slow.record([2], nanoseconds: 90_000_000_000) }
    fast.add(slow)
    #expect(fast.signatures == 1000)
    #expect(fast.latencies.valueAtPercentile(50) / 100 == 500)
    // Beyond the histogram's first range, which must grow in the merged one too.
    #expect(fast.latencies.max / 100_000_000 == 900)
  }

  @Test("The first, second, fourth, eighth … signatures are kept")
  func samples() {
    var tally = LaneTally()
    for number in 1...100 { tally.record([UInt8(number)], nanoseconds: 1) }
    #expect(tally.samples.map(\.first) == [1, 2, 4, 8, 16, 32, 64])
  }

  @Test("No more signatures are made than were asked for")
  func count() {
    let progress = BenchmarkProgress()
    let step = BenchmarkStep(sessions: 1, warmUp: .zero, length: .count(7))
    var (one, other) = (LaneTally(), LaneTally())
    one.measure(step, from: .now, progress: progress) { [] }
    other.measure(step, from: .now, progress: progress) { [] }
    #expect(one.signatures + other.signatures == 7)
  }

  @Test("Bins count every value once, the least and the greatest included")
  func bins() {
    var tally = LaneTally()
    for nanoseconds: UInt64 in [900, 50_000, 50_100, 3_000_000, 2_000_000_000] {
      tally.record([], nanoseconds: nanoseconds)
    }
    let bins = LatencyBin.bins(of: tally.latencies)
    #expect(bins.map(\.count).reduce(0, +) == 5)
    #expect(bins.first.map { $0.from <= 0.9 && 0.9 <= $0.to } == true)
    #expect(bins.last.map { $0.from <= 2_000_000 && 2_000_000 <= $0.to } == true)
    #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.to == $1.from })
  }
}
