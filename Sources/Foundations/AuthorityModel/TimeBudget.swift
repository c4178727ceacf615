/// The time that is left to answer a request.
///
/// It is made when the request's head has come, and handed down with the task: whoever below waits for
/// something waits no longer than it lasts, and what can't be finished in it isn't begun. It goes by the
/// task and not by an argument, since it concerns each layer that waits and none of those between; and
/// outside of a request, as in the issuer or a test, nothing ends. A number says more than cancellation:
/// a commit that is cut off halfway leaves nobody knowing whether it took place.
package struct TimeBudget: Sendable {
  /// The budget of the request that this task works for.
  @TaskLocal package static var current = TimeBudget.unlimited

  package static let unlimited = TimeBudget(clock: nil, deadline: .zero)

  private let clock: SteadyClock?
  private let deadline: Duration

  private init(clock: SteadyClock?, deadline: Duration) {
    self.clock = clock
    self.deadline = deadline
  }

  /// So much time from now on.
  package init(_ duration: Duration, by clock: SteadyClock) {
    self.init(clock: clock, deadline: clock.now + duration)
  }

  /// What is left; nil where nothing ends.
  package var remaining: Duration? { clock.map { max(.zero, deadline - $0.now) } }

  /// Whether there is no time left to begin anything.
  package var isSpent: Bool { remaining == .zero }

  /// A time that one step may take, and no longer than the budget lasts.
  ///
  /// - Parameter reserve: What is kept for the steps after it.
  package func limit(_ duration: Duration, reserving reserve: Duration = .zero) -> Duration {
    guard let remaining else { return duration }
    return max(.zero, min(duration, remaining - reserve))
  }
}
