/// Measures how fast jobs end while there are some.
///
/// What counts is *lane time*: the time that passes, once for each lane that has a job to work on. Lanes
/// without a job don't count, so a quiet night is no slowness, and one order at a time doesn't make ten
/// lanes look like one. Under load every lane has a job, and what is measured is the line's throughput
/// itself, whatever limits it: the HSM, the processor, the disk.
///
/// An outage is no slowness either: after so long without an end the meter says that nothing drains, and
/// the time until the next end is left out.
package struct DrainMeter: Sendable {
  /// One part of the window.
  private struct Part {
    var laneTime = 0.0
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
  /// The time with work that the window has seen, in seconds.
  private var busyTime = 0.0
  private var jobCount = 0
  private var lastChange = 0.0
  /// When a job last ended, or the first came.
  private var lastProgress = 0.0
  /// Lane time since then: not yet known to be more than an outage's.
  private var pendingLaneTime = 0.0

  /// - Parameters:
  ///   - laneCount: How many jobs can be signed at once.
  ///   - serviceTime: What one of them takes in a lane, as a guess until some were measured.
  ///   - window: How much of the time with work is looked back on.
  ///   - shortestOutage: After so long without an end, nothing drains.
  package init(
    laneCount: Int, serviceTime: Duration, window: Duration = .seconds(10),
    shortestOutage: Duration = .seconds(5)
  ) {
    self.laneCount = max(1, laneCount)
    partLength = window.inSeconds / Double(Self.partCount)
    self.shortestOutage = shortestOutage.inSeconds
    guess = Part(laneTime: max(serviceTime.inSeconds, 0.000_1) * 4, endedCount: 4)
  }

  /// Takes note of how many jobs there are.
  package mutating func jobsAre(_ count: Int, at now: Duration) {
    let now = now.inSeconds
    accrue(until: now)
    if jobCount == 0 { lastProgress = now }
    jobCount = count
    if count == 0 { pendingLaneTime = 0 }
  }

  /// Takes note of a job's end.
  package mutating func jobEnded(leaving count: Int, at now: Duration) {
    let now = now.inSeconds
    accrue(until: now)
    if now - lastProgress < outageLimit {
      keep(pendingLaneTime, endedCount: 1, over: now - lastProgress)
    }
    pendingLaneTime = 0
    lastProgress = now
    jobCount = count
  }

  /// Jobs ended in each second with enough work; nil while nothing drains.
  package func jobsPerSecond(at now: Duration) -> Double? {
    outage(at: now) == nil
      ? rate(with: pendingLaneTime + unaccruedLaneTime(at: now.inSeconds)) : nil
  }

  /// As it was before nothing drained any more.
  package var lastJobsPerSecond: Double { rate(with: 0) }

  /// For how long nothing has drained though there was work; nil where it drains.
  package func outage(at now: Duration) -> Duration? {
    let length = now.inSeconds - lastProgress
    return jobCount > 0 && length >= outageLimit ? .seconds(length) : nil
  }

  /// A slow line isn't one that stands still: several ends must be missing.
  private var outageLimit: Double { max(shortestOutage, 20 / rate(with: 0)) }

  private func rate(with laneTime: Double) -> Double {
    let weight = max(0, 1 - Double(measuredCount) / 32)
    let laneTime = parts.reduce(guess.laneTime * weight + laneTime) { $0 + $1.laneTime }
    let count = parts.reduce(Double(guess.endedCount) * weight) { $0 + Double($1.endedCount) }
    return count / max(laneTime, 1e-9) * Double(laneCount)
  }

  private func unaccruedLaneTime(at now: Double) -> Double {
    max(0, now - lastChange) * Double(min(jobCount, laneCount))
  }

  private mutating func accrue(until now: Double) {
    pendingLaneTime += unaccruedLaneTime(at: now)
    lastChange = max(now, lastChange)
  }

  /// Puts what was measured over some time into the window, whose oldest parts it pushes out.
  private mutating func keep(_ laneTime: Double, endedCount: Int, over time: Double) {
    measuredCount += endedCount
    let first = Int(busyTime / partLength)
    busyTime += time
    let last = Int(busyTime / partLength)
    for number in (first..<last).suffix(Self.partCount) {
      parts[(number + 1) % Self.partCount] = Part()
    }
    // An end is rare beside a part's length only where the line is slow; then it is spread evenly.
    let touched = (first...last).suffix(Self.partCount)
    for number in touched {
      parts[number % Self.partCount].laneTime += laneTime / Double(touched.count)
    }
    parts[last % Self.partCount].endedCount += endedCount
  }
}
