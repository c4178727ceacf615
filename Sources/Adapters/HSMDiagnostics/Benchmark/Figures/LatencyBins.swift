import Foundation
import Histogram

/// A histogram's values in few bins of equal width on a logarithmic scale, fit to be drawn.
enum LatencyBins {
  static let perDecade = 40.0

  /// The bins from the least value to the greatest, empty ones between them included.
  static func bins(of latencies: Histogram<UInt32>) -> [StepFigures.Bin] {
    var counts: [Int: Int] = [:]
    for entry in latencies.recordedValues() {
      let nanoseconds = Double(Swift.max(1, latencies.medianEquivalentForValue(entry.value)))
      counts[Int((log10(nanoseconds) * perDecade).rounded(.down)), default: 0] += Int(entry.count)
    }
    guard let first = counts.keys.min(), let last = counts.keys.max() else { return [] }
    return (first...last).map { bin in
      StepFigures.Bin(from: edge(bin), to: edge(bin + 1), count: counts[bin] ?? 0)
    }
  }

  /// In microseconds.
  private static func edge(_ bin: Int) -> Double {
    (pow(10, Double(bin) / perDecade)).rounded() / 1000
  }
}
