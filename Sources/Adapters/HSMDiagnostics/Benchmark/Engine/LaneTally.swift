package import Histogram

/// What one thread, or one task, has measured.
package struct LaneTally: Sendable {
  /// Nanoseconds, to three significant digits.
  package private(set) var latencies: Histogram<UInt32>
  /// A few signatures, to be verified when nobody measures any more.
  package private(set) var samples: [[UInt8]] = []
  private var count = 0

  package init() {
    latencies = Histogram(
      highestTrackableValue: 60_000_000_000, numberOfSignificantValueDigits: .three)
    latencies.autoResize = true
  }

  /// Counts a signature.
  ///
  /// The first, second, fourth, eighth … are kept: few, from all of the time, and at no cost.
  package mutating func record(_ signature: [UInt8], nanoseconds: UInt64) {
    latencies.record(nanoseconds)
    count += 1
    if count & (count - 1) == 0 { samples.append(signature) }
  }

  /// Adds what another has measured.
  package mutating func add(_ other: LaneTally) {
    latencies.add(other.latencies)
    samples += other.samples
    count += other.count
  }

  package var signatures: Int { Int(latencies.totalCount) }
}

extension LaneTally {
  /// The measuring loop: signs until the step is over or somebody says stop.
  ///
  /// The clock is read once for each signature, so that what is between two signatures counts too.
  mutating func measure<Failure>(
    _ step: BenchmarkStep, from start: MonotonicTime, progress: BenchmarkProgress,
    sign: () throws(Failure) -> [UInt8]
  ) throws(Failure) {
    let (end, wanted) = step.limits(from: start)
    var before = MonotonicTime.now
    while before < end, !progress.isStopped, progress.takeTicket(of: wanted) {
      let signature = try sign()
      let after = MonotonicTime.now
      record(signature, nanoseconds: after.nanoseconds - before.nanoseconds)
      before = after
    }
  }

  /// Signs without measuring, at least once.
  static func warmUp<Failure>(
    _ step: BenchmarkStep, progress: BenchmarkProgress, sign: () throws(Failure) -> [UInt8]
  ) throws(Failure) {
    let end = MonotonicTime.now + step.warmUp
    repeat {
      _ = progress.takeTicket(of: .max)
      _ = try sign()
    } while MonotonicTime.now < end && !progress.isStopped
  }
}

extension BenchmarkStep {
  /// When the step ends, and after how many signatures.
  package func limits(from start: MonotonicTime) -> (end: MonotonicTime, count: Int) {
    switch length {
    case .time(let duration): (start + duration, .max)
    case .count(let count): (.distantFuture, count)
    }
  }
}
