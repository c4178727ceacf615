/// Measures how fast jobs end while there are enough of them.
///
/// What counts is the time between two ends during which every lane had a job: the line's throughput,
/// whatever limits it, the HSM, the processor or the disk. Until each lane has ended a job of a burst the
/// line is being filled, and a job alone does nothing else: both would make the line look slower than it
/// is to those who come first in a burst.
///
/// An outage is no slowness either: after so long without an end the meter says that nothing drains, and
/// the time until the next end is left out.
package struct DrainMeter: Sendable {
  /// One part of the window.
  private struct Part {
    /// In seconds.
    var busyTime = 0.0
    var endedCount = 0
  }

  private static let partCount = 20

  private let laneCount: Int
  private let partLength: Double
  private let shortestOutage: Double
  /// A guess that is worth a few jobs, and fades as others are measured.
  private let guess: Part
  private var measuredCount = 0
  private var parts = [Part](repeating: Part(), count: DrainMeter.partCount)
  /// The time that the window has seen, in seconds.
  private var busyTime = 0.0
  private var jobCount = 0
  /// When a job last ended, or the first came.
  private var lastProgress = 0.0
  /// The last end, where every lane has had work since.
  private var busySince: Double?
  /// How many ends are missing until each lane can have had one since all have work.
  private var fillingCount: Int

  /// - Parameters:
  ///   - laneCount: How many jobs can be signed at once.
  ///   - serviceTime: What one of them takes in a lane, as a guess until some were measured.
  ///   - window: How much of the time with enough work is looked back on.
  ///   - shortestOutage: After so long without an end, nothing drains.
  package init(
    laneCount: Int, serviceTime: Duration, window: Duration = .seconds(10),
    shortestOutage: Duration = .seconds(5)
  ) {
    self.laneCount = max(1, laneCount)
    fillingCount = self.laneCount
    partLength = window.inSeconds / Double(Self.partCount)
    self.shortestOutage = shortestOutage.inSeconds
    guess = Part(
      busyTime: max(serviceTime.inSeconds, 0.000_1) * 4 / Double(self.laneCount), endedCount: 4)
  }

  /// Takes note of how many jobs there are.
  package mutating func jobsAre(_ count: Int, at now: Duration) {
    if jobCount == 0 { lastProgress = now.inSeconds }
    jobCount = count
    if count < laneCount { idle() }
  }

  /// Takes note of a job's end.
  package mutating func jobEnded(leaving count: Int, at now: Duration) {
    let now = now.inSeconds
    if fillingCount > 0 {
      fillingCount -= 1
    } else if now - lastProgress >= outageLimit {
      fillingCount = laneCount
    } else if let busySince, count >= laneCount {
      keepEnd(after: max(0, now - busySince))
    }
    lastProgress = now
    jobCount = count
    if count < laneCount { idle() } else { busySince = now }
  }

  private mutating func idle() {
    busySince = nil
    fillingCount = laneCount
  }

  /// Jobs ended in each second with enough work; nil while nothing drains.
  package func jobsPerSecond(at now: Duration) -> Double? {
    outage(at: now) == nil
      ? rate(after: fillingCount > 0 ? 0 : busySince.map { max(0, now.inSeconds - $0) } ?? 0) : nil
  }

  /// As it was before nothing drained any more.
  package var lastJobsPerSecond: Double { rate(after: 0) }

  /// For how long nothing has drained though there was work; nil where it drains.
  package func outage(at now: Duration) -> Duration? {
    let length = now.inSeconds - lastProgress
    return jobCount > 0 && length >= outageLimit ? .seconds(length) : nil
  }

  /// A slow line isn't one that stands still: several ends must be missing.
  private var outageLimit: Double { max(shortestOutage, 20 / rate(after: 0)) }

  /// - Parameter wait: The seconds since the last end, of which nobody knows yet how many they will be.
  private func rate(after wait: Double) -> Double {
    let weight = max(0, 1 - Double(measuredCount) / 32)
    let time = parts.reduce(guess.busyTime * weight + wait) { $0 + $1.busyTime }
    let count = parts.reduce(Double(guess.endedCount) * weight) { $0 + Double($1.endedCount) }
    return count / max(time, 1e-9)
  }

  /// Puts an end, and the seconds since the one before, into the window, whose oldest parts they push out.
  private mutating func keepEnd(after time: Double) {
    measuredCount += 1
    let first = Int(busyTime / partLength)
    busyTime += time
    let last = Int(busyTime / partLength)
    for number in (first..<last).suffix(Self.partCount) {
      parts[(number + 1) % Self.partCount] = Part()
    }
    // An end is rare beside a part's length only where the line is slow; then it is spread evenly.
    let touched = (first...last).suffix(Self.partCount)
    for number in touched {
      parts[number % Self.partCount].busyTime += time / Double(touched.count)
    }
    parts[last % Self.partCount].endedCount += 1
  }
}
