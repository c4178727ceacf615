import Histogram
package import ReportPages

/// What one number of sessions came to.
package struct StepFigures: Sendable, Hashable, Codable {
  package typealias Bin = LatencyBin

  package let sessions: Int
  package let signatures: Int
  package let seconds: Double
  package let signaturesPerSecond: Double
  /// Latencies in microseconds.
  package let p50: Double
  package let p90: Double
  package let p99: Double
  package let p999: Double
  package let max: Double
  /// CPU of this process for one signature, user and system, in microseconds.
  package let processorTime: Double
  /// How many signatures were verified in software.
  package let verified: Int
  /// Bins of equal width on a logarithmic scale.
  package let distribution: [Bin]

  enum CodingKeys: String, CodingKey {
    case sessions
    case signatures
    case seconds
    case signaturesPerSecond = "signatures_per_second"
    case p50 = "p50_us"
    case p90 = "p90_us"
    case p99 = "p99_us"
    case p999 = "p99_9_us"
    case max = "max_us"
    case processorTime = "cpu_us_per_signature"
    case verified
    case distribution
  }
}

extension StepFigures {
  package init(_ tally: StepTally, verified: Int) {
    let latencies = tally.lanes.latencies
    let percentile = { (percent: Double) in
      rounded(Double(min(latencies.valueAtPercentile(percent), latencies.max)) / 1000)
    }
    self.init(
      sessions: tally.step.sessions, signatures: tally.lanes.signatures,
      seconds: rounded(tally.seconds),
      signaturesPerSecond: rounded(Double(tally.lanes.signatures) / tally.seconds),
      p50: percentile(50), p90: percentile(90), p99: percentile(99), p999: percentile(99.9),
      max: rounded(Double(latencies.max) / 1000),
      processorTime: rounded(tally.processorSeconds * 1e6 / Double(tally.lanes.signatures)),
      verified: verified, distribution: LatencyBin.bins(of: latencies))
  }
}

/// To three decimals, since more would be noise.
private func rounded(_ value: Double) -> Double {
  (value * 1000).rounded() / 1000
}
