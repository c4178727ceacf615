internal import AuthorityModel

/// How much work is taken on (law 5).
package struct AdmissionTerms: Sendable {
  /// The longest predicted wait with which an order is accepted.
  package let longestWait: Duration
  /// How many jobs the queue holds at the most, whatever they would have to wait.
  package let capacity: Int

  package init(longestWait: Duration, capacity: Int) {
    self.longestWait = longestWait
    self.capacity = capacity
  }

  /// What an order is asked for.
  enum Step: Sendable {
    case opening
    case finalizing

    /// The share of the queue that is open to it.
    ///
    /// The last fifth is kept for orders that were opened while there was room, so that what newOrder has promised isn't refused at once by finalize. What they
    /// are is not counted: most orders never come to it, and whoever opens thousands and finalizes none
    /// shuts nobody out.
    var share: Double {
      switch self {
      case .opening: 0.8
      case .finalizing: 1
      }
    }
  }

  /// Why a job with this forecast isn't taken; nil where it is.
  func objection(to forecast: QueueForecast, jobCount: Int, at step: Step) -> QueueRefusal.Cause? {
    let limit = longestWait * step.share
    guard Double(jobCount) < Double(capacity) * step.share else { return .capacity(capacity) }
    guard let wait = forecast.wait else {
      let outage = forecast.outage ?? .zero
      return outage > limit ? .outage(outage) : nil
    }
    return wait > limit ? .wait(wait, limit: longestWait) : nil
  }

  /// Until the queue has so much room again that the step would be taken.
  func timeToRoom(
    after cause: QueueRefusal.Cause, forecast: QueueForecast, jobCount: Int, at step: Step
  )
    -> Duration
  {
    switch cause {
    case .wait(let wait, _): return max(.zero, wait - longestWait * step.share)
    case .capacity:
      let excess = Double(jobCount) - Double(capacity) * step.share + 1
      return .seconds(excess / max(forecast.jobsPerSecond ?? 1, 0.01))
    case .outage(let outage):
      return min(max(outage, RetryAdvice.shortestInOutage), RetryAdvice.longestInOutage)
    }
  }
}
