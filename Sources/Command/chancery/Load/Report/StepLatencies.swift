import Histogram
import Synchronization

/// Collects how long each step took, in histograms of microseconds with three significant digits.
final class StepLatencies: Sendable {
  private let histograms: Mutex<[LoadStep: Histogram<UInt32>]>

  init() {
    let empty = Histogram<UInt32>(numberOfSignificantValueDigits: .three)
    histograms = Mutex(
      Dictionary(uniqueKeysWithValues: LoadStep.allCases.map { ($0, empty) }))
  }

  /// Counts one occurrence of the step.
  func record(_ latency: Duration, for step: LoadStep) {
    let microseconds = max(0, latency / .microseconds(1))
    histograms.withLock { _ = $0[step]?.record(UInt64(microseconds)) }
  }

  /// What was recorded so far, for the steps that occurred, in the order of a certificate's way.
  var summaries: [LoadReport.Step] {
    let histograms = histograms.withLock { $0 }
    return LoadStep.allCases.compactMap { step in
      guard let histogram = histograms[step], histogram.totalCount > 0 else { return nil }
      return LoadReport.Step(
        name: step.rawValue, count: Int(histogram.totalCount),
        p50InMilliseconds: Double(histogram.valueAtPercentile(50)) / 1000,
        p99InMilliseconds: Double(histogram.valueAtPercentile(99)) / 1000,
        maximumInMilliseconds: Double(histogram.maxRecorded) / 1000)
    }
  }
}
