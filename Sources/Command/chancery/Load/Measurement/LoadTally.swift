import Synchronization

/// Counts how many certificates were got, failed, or are under way, and keeps an example of each
/// kind of failure.
final class LoadTally: Sendable {
  /// The counts at one moment.
  struct Counts: Sendable, Equatable {
    /// How many were due.
    var arrivals = 0
    var done = 0
    var failed = 0
    var inFlight = 0
    /// How many arrivals had to wait for others to end.
    var heldBack = 0
    /// How many answers said 429 or 503.
    var refused = 0
    /// How many of those did not say when to come back.
    var refusedWithoutRetryAfter = 0
    /// How many answers said 5xx, but not 503.
    var serverErrors = 0
    /// How many orders named the certificate that they renew.
    var renewals = 0
    /// The longest that a certificate began after it was due.
    var longestDelay = Duration.zero
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

  func arrived(isHeldBack: Bool = false) {
    state.withLock {
      $0.counts.arrivals += 1
      if isHeldBack { $0.counts.heldBack += 1 }
    }
  }

  func began(after delay: Duration = .zero) {
    state.withLock {
      $0.counts.inFlight += 1
      $0.counts.longestDelay = max($0.counts.longestDelay, delay)
    }
  }

  func renewed() {
    state.withLock { $0.counts.renewals += 1 }
  }

  func refused(status: Int, saysWhen: Bool) {
    state.withLock {
      switch status {
      case 429, 503:
        $0.counts.refused += 1
        if !saysWhen { $0.counts.refusedWithoutRetryAfter += 1 }
      case 500...599: $0.counts.serverErrors += 1
      default: break
      }
    }
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
