/// Where waits are measured: time since some moment, by a clock that nobody sets.
///
/// A time of day may jump (``WallClock``); what is measured by this doesn't.
package struct SteadyClock: Sendable {
  private let read: @Sendable () -> Duration

  package init(_ read: @escaping @Sendable () -> Duration) {
    self.read = read
  }

  /// Counts from now on.
  package init(_ clock: ContinuousClock = ContinuousClock()) {
    let start = clock.now
    self.init { start.duration(to: clock.now) }
  }

  package var now: Duration { read() }
}

extension Duration {
  /// The duration in seconds.
  package var inSeconds: Double { self / .seconds(1) }
}
