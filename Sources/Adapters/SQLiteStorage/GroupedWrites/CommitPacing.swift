/// Decides when the next commit begins, so that groups form under load and nobody waits without.
///
/// A writer that comes alone commits at once. Where writers find, on average, more than one other
/// ahead of them, commits begin at most once in an interval: those who come meanwhile share a commit
/// and its sync. The more come, the longer it is: few clients wait for each other's commits and for
/// nothing else, many wait for the processor anyway, and should pay for few syncs. A full group doesn't
/// wait: it has as many as are worth a sync, or as can be expected. After a pause all begins anew.
package struct CommitPacing: Sendable, Hashable {
  /// A group of this size doesn't wait: with six writes to a certificate it pays half a sync for each.
  package static let fullGroupSize = 12
  /// Nor does one that has so much more than writers find, and are with them: few clients have soon all
  /// come, and wait for nobody but each other.
  private static let wholeCrowd = 1.5
  /// The weight of the newest writer in the average.
  private static let weight = 1.0 / 8
  /// How long it takes until a crowd is forgotten.
  private static let memory = Duration.milliseconds(40)

  private var othersFound = 0.0
  private var lastStart: ContinuousClock.Instant?

  package init() {}

  /// The least time between the beginnings of two commits.
  ///
  /// Each certificate is a chain of six commits, so that eight clients who wait 8 ms for each get no more
  /// than 160 certificates a second; see `docs/decisions/0005-grouped-commits.md` for the figures.
  ///
  /// - Parameter others: How many others a writer finds ahead of him, on average.
  package static func interval(whenFinding others: Double) -> Duration {
    switch others {
    case ...1: .zero
    case ...2: .milliseconds(2)
    case ...5: .milliseconds(4)
    default: .milliseconds(8)
    }
  }

  /// A writer came and found others, whose commit is waiting or under way.
  package mutating func arrived(finding others: Int, at now: ContinuousClock.Instant) {
    if let lastStart, now - lastStart > Self.memory, others == 0 { othersFound = 0 }
    othersFound += (Double(others) - othersFound) * Self.weight
  }

  package mutating func started(at now: ContinuousClock.Instant) {
    lastStart = now
  }

  /// Whether nobody else is worth waiting for.
  package func isFull(_ waiting: Int) -> Bool {
    waiting >= Self.fullGroupSize || Double(waiting) >= Self.wholeCrowd * (othersFound + 1)
  }

  /// How long the writers that wait now should go on waiting for company.
  package func delay(forGroupOf waiting: Int, at now: ContinuousClock.Instant) -> Duration {
    guard !isFull(waiting), let lastStart else { return .zero }
    return max(.zero, lastStart + Self.interval(whenFinding: othersFound) - now)
  }
}
