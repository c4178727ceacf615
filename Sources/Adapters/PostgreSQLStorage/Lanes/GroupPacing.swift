/// Decides how long the first who wait should wait for company, so that one commit serves many.
///
/// Who comes alone is sent at once. Where groups have been large, commits begin at most once in an
/// interval; a full group doesn't wait. Reads are never paced.
struct GroupPacing: Sendable {
  /// With seven writes to a certificate, a full group pays half a commit for each.
  static let fullGroupSize = 14
  private static let weight = 1.0 / 8
  private static let memory = Duration.milliseconds(40)

  private var averageSize = 0.0
  private var lastStart: ContinuousClock.Instant?

  /// How long to go on waiting, where so many wait now.
  func delay(forGroupOf waiting: Int, at now: ContinuousClock.Instant) -> Duration {
    guard waiting < Self.fullGroupSize, let lastStart, now - lastStart < Self.memory else {
      return .zero
    }
    let interval: Duration =
      switch averageSize {
      case ...1.5: .zero
      case ...3: .milliseconds(2)
      case ...6: .milliseconds(4)
      default: .milliseconds(8)
      }
    return max(.zero, lastStart + interval - now)
  }

  mutating func started(groupOf size: Int, at now: ContinuousClock.Instant) {
    if let lastStart, now - lastStart > Self.memory { averageSize = 0 }
    averageSize += (Double(size) - averageSize) * Self.weight
    lastStart = now
  }
}
