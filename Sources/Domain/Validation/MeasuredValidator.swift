package import AuthorityModel
package import Telemetry

/// A validator whose attempts are counted and timed.
package struct MeasuredValidator<Base: ChallengeValidator>: ChallengeValidator {
  private let base: Base
  private let metrics: ValidationMetrics

  package init(_ base: Base, by metrics: ValidationMetrics) {
    self.base = base
    self.metrics = metrics
  }

  package func conclusion(on attempt: ChallengeAttempt) async -> Authorization.Conclusion {
    let start = ContinuousClock.now
    let conclusion = await base.conclusion(on: attempt)
    let time = ContinuousClock.now - start
    // One that a shutdown cut short says nothing about the applicant.
    guard !Task.isCancelled else { return conclusion }
    switch conclusion {
    case .valid: metrics.ended("valid", after: time)
    case .invalid(let failure): metrics.ended(failure.kind.rawValue, after: time)
    }
    return conclusion
  }
}
