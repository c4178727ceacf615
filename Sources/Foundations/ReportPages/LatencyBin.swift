internal import Foundation

/// A part of a latency distribution.
package struct LatencyBin: Sendable, Hashable, Codable {
  /// In microseconds.
  package let from: Double
  package let to: Double
  package let count: Int

  enum CodingKeys: String, CodingKey {
    case from = "from_us"
    case to = "to_us"
    case count
  }

  package init(from: Double, to: Double, count: Int) {
    self.from = from
    self.to = to
    self.count = count
  }
}

extension LatencyBin {
  static let perDecade = 40.0

  /// Few bins of equal width on a logarithmic scale, fit to be drawn: from the least value to the
  /// greatest, empty ones between them included.
  ///
  /// - Parameter latencies: Nanoseconds, and how often each was measured.
  package static func bins(
    of latencies: some Sequence<(nanoseconds: Double, count: Int)>
  ) -> [LatencyBin] {
    var counts: [Int: Int] = [:]
    for (nanoseconds, count) in latencies {
      counts[Int((log10(max(1, nanoseconds)) * perDecade).rounded(.down)), default: 0] += count
    }
    guard let first = counts.keys.min(), let last = counts.keys.max() else { return [] }
    return (first...last).map { bin in
      LatencyBin(from: edge(bin), to: edge(bin + 1), count: counts[bin] ?? 0)
    }
  }

  private static func edge(_ bin: Int) -> Double {
    (pow(10, Double(bin) / perDecade)).rounded() / 1000
  }
}
