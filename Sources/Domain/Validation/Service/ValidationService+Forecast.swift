internal import AuthorityModel
internal import Synchronization

/// How long answers to challenges wait for their turn, by how fast attempts end.
extension ValidationService {
  /// Until what runs and waits now has had its turn.
  ///
  /// Milliseconds where all is well; more where many answer at once, or many hosts don't answer.
  package var backlogWait: Duration {
    let count = book.withLock(\.activeCount)
    guard count > terms.concurrencyLimit else { return .zero }
    let now = steadyClock.now
    let rate = meter.withLock { meter in
      meter.jobsPerSecond(at: now) ?? meter.lastJobsPerSecond
    }
    return .seconds(Double(count) / max(rate, 0.1))
  }

  /// Until there should be room for another.
  var timeToRoom: Duration { min(max(backlogWait / 10, .seconds(5)), .seconds(300)) }

  /// An attempt begins to count as work once it is accepted, and ends with its result or a pause.
  func noteEnd() {
    let count = book.withLock(\.activeCount)
    let now = steadyClock.now
    meter.withLock { $0.jobEnded(leaving: count, at: now) }
  }

  func noteAcceptance() {
    let count = book.withLock(\.activeCount)
    let now = steadyClock.now
    meter.withLock { $0.jobsAre(count, at: now) }
  }
}
