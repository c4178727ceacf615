import Foundation
import Glibc

/// Says on standard error how far the load is: a line that lives on a terminal, a plain line every
/// five seconds elsewhere.
struct LoadProgress: LoadDisplay {
  let wanted: Int?
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(wanted: Int?) {
    self.wanted = wanted
  }

  func show(_ measurements: LoadMeasurements) async {
    let clock = ContinuousClock()
    let start = clock.now
    var previous = (instant: start, done: 0)
    while (try? await clock.sleep(for: isTerminal ? .milliseconds(250) : .seconds(5))) != nil {
      let now = clock.now
      let counts = measurements.tally.counts
      let rate = Double(counts.done - previous.done) / ((now - previous.instant) / .seconds(1))
      // On a terminal the rate is that of the last second, not of a quarter of one.
      if now - previous.instant >= .seconds(1) { previous = (now, counts.done) }
      let line = Self.line(counts: counts, wanted: wanted, rate: rate)
      write(isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
    }
    if isTerminal { write("\r\u{1B}[K") }
  }

  /// The line for these counts.
  static func line(counts: LoadTally.Counts, wanted: Int?, rate: Double) -> String {
    "\(counts.done)\(wanted.map { " of \($0)" } ?? "") certificates, "
      + "\(String(format: "%.1f", rate))/s, \(counts.failed) failed, \(counts.inFlight) in flight"
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
