import Histogram

extension LoadReport.Step {
  /// The figures of a histogram of microseconds; nil when it is empty.
  init?(_ step: LoadStep, _ latencies: Histogram<UInt32>) {
    guard latencies.totalCount > 0 else { return nil }
    let percentile = { (percent: Double) in
      Double(min(latencies.valueAtPercentile(percent), latencies.maxRecorded)) / 1000
    }
    self.init(
      name: step.rawValue, count: Int(latencies.totalCount), p50InMilliseconds: percentile(50),
      p90InMilliseconds: percentile(90), p99InMilliseconds: percentile(99),
      p999InMilliseconds: percentile(99.9),
      maximumInMilliseconds: Double(latencies.maxRecorded) / 1000)
  }
}
