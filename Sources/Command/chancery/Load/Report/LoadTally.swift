import Synchronization

/// Counts how many certificates were got, failed, or are under way, and keeps an example of each
/// kind of failure.
final class LoadTally: Sendable {
  /// The counts at one moment.
  struct Counts: Sendable, Equatable {
    var done = 0
    var failed = 0
    var inFlight = 0
  }

  private struct State {
    var counts = Counts()
    var failures: [String: LoadReport.Failure] = [:]
  }

  private let state = Mutex(State())

  var counts: Counts { state.withLock { $0.counts } }

  /// The failures by type, most frequent first.
  var failures: [LoadReport.Failure] {
    state.withLock { $0.failures.values }
      .sorted { ($1.count, $0.type) < ($0.count, $1.type) }
  }

  func began() {
    state.withLock { $0.counts.inFlight += 1 }
  }

  func succeeded() {
    state.withLock {
      $0.counts.inFlight -= 1
      $0.counts.done += 1
    }
  }

  func failed(type: String, detail: String) {
    state.withLock {
      $0.counts.inFlight -= 1
      $0.counts.failed += 1
      $0.failures[type, default: .init(type: type, detail: detail, count: 0)].count += 1
    }
  }
}
