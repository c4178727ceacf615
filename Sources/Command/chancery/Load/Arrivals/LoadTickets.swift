import Synchronization

/// Hands out the certificates that are still to be got in a closed loop.
final class LoadTickets: Sendable {
  private let count: Int
  private let deadline: ContinuousClock.Instant?
  private let stop: StopSign
  private let taken = Atomic(0)
  private let clock = ContinuousClock()

  /// - Parameters:
  ///   - count: How many there are; as many as wanted when nil.
  ///   - deadline: When no more are begun.
  init(count: Int?, deadline: ContinuousClock.Instant?, stop: StopSign) {
    self.count = count ?? .max
    self.deadline = deadline
    self.stop = stop
  }

  /// The next, due now; `nil` when all are taken, or time is up.
  func next() -> Arrival? {
    let now = clock.now
    guard !stop.isUp, deadline.map({ now < $0 }) ?? true else { return nil }
    return taken.add(1, ordering: .relaxed).newValue <= count ? Arrival(due: now) : nil
  }
}
