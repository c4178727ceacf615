import Histogram
import ReportPages
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
    let microseconds = UInt64(latency.inMicroseconds)
    histograms.withLock { _ = $0[step]?.record(microseconds) }
  }

  /// What was recorded so far, for the steps that occurred, in the order of a certificate's way.
  var summaries: [LoadReport.Step] {
    let histograms = histograms.withLock { $0 }
    return LoadStep.allCases.compactMap { step in
      histograms[step].flatMap { LoadReport.Step(step, $0) }
    }
  }

  /// How the latencies of one step are distributed.
  func distribution(of step: LoadStep) -> [LatencyBin] {
    guard let histogram = histograms.withLock({ $0[step] }) else { return [] }
    return LatencyBin.bins(
      of: histogram.recordedValues().map { entry in
        (Double(histogram.medianEquivalentForValue(entry.value)) * 1000, Int(entry.count))
      })
  }
}

extension Duration {
  /// Whole microseconds; none when it is negative.
  var inMicroseconds: Int {
    Swift.max(
      0, Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000))
  }

  /// In milliseconds, to the microsecond.
  var milliseconds: Double { Double(inMicroseconds) / 1000 }
}
