package import AuthorityModel
package import Storage
internal import Synchronization
package import Telemetry

/// Decides whether the queue takes an order, and says when there will be room (law 5).
package final class Admission: Sendable {
  private let forecasts: any QueueForecasts
  private let terms: AdmissionTerms
  private let clock: SteadyClock
  private let metrics: AdmissionMetrics?
  private let returns = Mutex(ReturnSchedule())
  /// When an order was last let through, or first refused, while nothing drained.
  private let probes = Mutex<[AdmissionTerms.Step: Duration]>([:])

  package init(
    forecasts: any QueueForecasts, terms: AdmissionTerms, clock: SteadyClock,
    metrics: AdmissionMetrics? = nil
  ) {
    self.forecasts = forecasts
    self.terms = terms
    self.clock = clock
    self.metrics = metrics
  }

  /// Refuses an order that would have to wait for too long.
  func requireRoom(
    for account: Account, as queueClass: QueueClass, to step: AdmissionTerms.Step
  ) throws(QueueRefusal) {
    let forecast = forecasts.wait(ofNext: queueClass, for: account.id)
    let jobCount = forecasts.jobCount
    guard let cause = terms.objection(to: forecast, jobCount: jobCount, at: step) else { return }
    if case .outage = cause, isProbe(at: clock.now, for: step) { return }
    metrics?.refused(because: cause.word)
    let room = terms.timeToRoom(after: cause, forecast: forecast, jobCount: jobCount, at: step)
    let now = clock.now
    var generator = SystemRandomNumberGenerator()
    let wait = returns.withLock {
      $0.nextReturn(
        at: now, room: room, interval: .seconds(1 / max(forecast.jobsPerSecond ?? 100, 0.01)),
        span: terms.longestWait, using: &generator)
    }
    throw QueueRefusal(
      cause: cause, jobsAhead: forecast.jobsAhead, jobsPerSecond: forecast.jobsPerSecond,
      retryAfter: RetryAdvice.spread(wait, using: &generator))
  }

  /// Whether an order is let through in an outage, to see whether it is over.
  ///
  /// What has not ended may be jobs that rest for reasons of their own, while the HSM signs: an order now
  /// and then shows it. Refusing all would leave nothing that could end, and so shut the door for good.
  private func isProbe(at now: Duration, for step: AdmissionTerms.Step) -> Bool {
    probes.withLock { probes in
      guard let last = probes[step] else {
        probes[step] = now
        return false
      }
      guard now - last >= Self.probeInterval else { return false }
      probes[step] = now
      return true
    }
  }

  private static let probeInterval = Duration.seconds(10)

  /// For how long finalize waits for an order's end (law 6).
  ///
  /// Not at all where the end can't come in time: a connection that is held for nothing is one that
  /// somebody else could use, and the client learns two seconds sooner when to come back. So no more wait
  /// at a time than are issued in that time, and their memory is bounded.
  func wait(forEndOf order: OrderID, atMost limit: Duration) -> Duration {
    guard let forecast = forecasts.wait(of: order) else { return limit }
    if let wait = forecast.wait { metrics?.told(wait) }
    // A forecast may err; one that misses by little is given its chance.
    // So does an outage: what is left may only be resting.
    guard let wait = forecast.wait else { return limit }
    return wait <= limit * 1.25 ? limit : .zero
  }

  /// After how long the client of an accepted order should ask again.
  package func retryAfter(of order: OrderID) -> Duration {
    var generator = SystemRandomNumberGenerator()
    // What has just left the queue is there in a moment.
    guard let forecast = forecasts.wait(of: order) else { return .seconds(1) }
    return RetryAdvice.wait(for: forecast, using: &generator)
  }
}
