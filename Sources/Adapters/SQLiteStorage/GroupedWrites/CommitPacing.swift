/// Decides when the next commit begins, so that groups form under load and nobody waits without.
///
/// A writer that comes alone commits at once. Where writers find, on average, more than one other
/// ahead of them, commits begin at most once in an interval: those who come meanwhile share a commit
/// and its sync. A full group doesn't wait, and after a pause all begins anew.
package struct CommitPacing: Sendable, Hashable {
  /// The least time between the beginnings of two commits under load.
  package static let interval = Duration.milliseconds(5)
  /// A group of this size gains little by growing.
  package static let fullGroupSize = 64
  /// How many others a writer must find, on average, before commits are paced.
  private static let crowd = 1.0
  /// From how many on the interval is twice as long: so many clients wait for the processor anyway,
  /// and a certificate's seven or so writes should cost less than one sync.
  private static let throng = 2.5
  /// The weight of the newest writer in the average.
  private static let weight = 1.0 / 8

  private var othersFound = 0.0
  private var lastStart: ContinuousClock.Instant?

  package init() {}

  /// A writer came and found others, whose commit is waiting or under way.
  package mutating func arrived(finding others: Int, at now: ContinuousClock.Instant) {
    if let lastStart, now - lastStart > Self.interval * 4, others == 0 { othersFound = 0 }
    othersFound += (Double(others) - othersFound) * Self.weight
  }

  package mutating func started(at now: ContinuousClock.Instant) {
    lastStart = now
  }

  /// How long the writers that wait now should go on waiting for company.
  package func delay(forGroupOf waiting: Int, at now: ContinuousClock.Instant) -> Duration {
    guard othersFound > Self.crowd, waiting < Self.fullGroupSize, let lastStart else {
      return .zero
    }
    let isThrong = othersFound > Self.throng
    return max(.zero, lastStart + (isThrong ? Self.interval * 2 : Self.interval) - now)
  }
}
