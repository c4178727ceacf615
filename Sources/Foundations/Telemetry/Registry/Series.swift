internal import CoreMetrics
internal import Synchronization

/// A number that only grows: an atomic addition each time.
final class CounterSeries: Series, CounterHandler {
  private let total = Atomic<Int64>(0)

  init?(_ kind: Metric.Kind) {
    guard kind == .counter else { return nil }
  }

  var value: MetricReading.Value { .number(Double(total.load(ordering: .relaxed))) }

  func increment(by amount: Int64) {
    guard amount > 0 else { return }
    total.wrappingAdd(amount, ordering: .relaxed)
  }

  func reset() { total.store(0, ordering: .relaxed) }
}

/// A number that goes up and down.
final class GaugeSeries: Series, MeterHandler, RecorderHandler {
  private let bits = Atomic<UInt64>(0.0.bitPattern)

  init?(_ kind: Metric.Kind) {
    guard kind == .gauge else { return nil }
  }

  private var number: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
  var value: MetricReading.Value { .number(number) }

  func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
  func set(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
  func record(_ value: Int64) { set(Double(value)) }
  func decrement(by amount: Double) { increment(by: -amount) }

  func increment(by amount: Double) {
    var old = bits.load(ordering: .relaxed)
    while true {
      let new = (Double(bitPattern: old) + amount).bitPattern
      let (exchanged, original) = bits.compareExchange(
        expected: old, desired: new, ordering: .relaxed)
      if exchanged { return }
      old = original
    }
  }
}

/// A histogram: one short lock each time, so that buckets, sum and count are of one moment.
final class HistogramSeries: Series, TimerHandler, RecorderHandler {
  private let bounds: [Double]
  private let histogram: Mutex<HistogramReading>

  init?(_ kind: Metric.Kind) {
    guard case .histogram(let bounds) = kind else { return nil }
    self.bounds = bounds
    histogram = Mutex(HistogramReading(boundCount: bounds.count))
  }

  var value: MetricReading.Value { .histogram(histogram.withLock { $0 }) }

  func record(_ value: Double) {
    guard value.isFinite else { return }
    histogram.withLock { $0.observe(value, in: bounds) }
  }

  func record(_ value: Int64) { record(Double(value)) }

  /// Durations are shown in seconds, Prometheus' base unit.
  func recordNanoseconds(_ duration: Int64) { record(Double(max(0, duration)) / 1e9) }
}
