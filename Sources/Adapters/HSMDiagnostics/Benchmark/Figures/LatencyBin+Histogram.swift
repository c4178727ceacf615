import Histogram
import ReportPages

extension LatencyBin {
  /// The bins of a histogram of nanoseconds.
  static func bins(of latencies: Histogram<UInt32>) -> [LatencyBin] {
    bins(
      of: latencies.recordedValues().map { entry in
        (Double(latencies.medianEquivalentForValue(entry.value)), Int(entry.count))
      })
  }
}
