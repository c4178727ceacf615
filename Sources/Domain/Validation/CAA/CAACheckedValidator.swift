package import AuthorityModel

/// A validator whose proofs count only where CAA records allow to issue.
///
/// The records are looked at once the applicant has proved control, so nobody learns by an order
/// what he could not ask DNS for, and what was found is kept with the proof.
package struct CAACheckedValidator<Base: ChallengeValidator>: ChallengeValidator {
  private let base: Base
  private let checker: any CAAChecker
  private let clock: WallClock

  package init(_ base: Base, checker: any CAAChecker, clock: WallClock) {
    self.base = base
    self.checker = checker
    self.clock = clock
  }

  package func conclusion(on attempt: ChallengeAttempt) async -> Authorization.Conclusion {
    let record: ValidationRecord
    switch await base.conclusion(on: attempt) {
    case .invalid(let failure): return .invalid(failure)
    case .valid(let proof): record = proof
    }
    do throws(Failure) {
      let caa = try await checker.leave(
        for: attempt.identifier, isWildcard: attempt.isWildcard, account: attempt.account,
        method: record.method, at: clock.now)
      return .valid(record.adding(caa))
    } catch {
      return .invalid(error)
    }
  }
}

extension ValidationRecord {
  fileprivate func adding(_ caa: CAARecord?) -> ValidationRecord {
    let note = "CAA records were not asked for: the CA's configuration answers for this name."
    return ValidationRecord(
      method: method, validatedAt: validatedAt,
      observations: caa == nil ? observations + [note] : observations, caa: caa)
  }
}
