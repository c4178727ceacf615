/// What is known of a validation that has failed, and is tried again as yet.
///
/// - Note: RFC 8555 §8.2.
package struct ValidationTrouble: Sendable, Hashable, Codable {
  /// Why each attempt failed, the first one first.
  package let failures: [Failure]
  /// When the next one begins.
  package let nextAttemptAt: Timestamp

  /// One failure more than there were.
  init(_ trouble: ValidationTrouble?, and failure: Failure, at now: Timestamp) {
    self.init(failures: (trouble?.failures ?? []) + [failure], nextAttemptAt: now)
  }

  private init(failures: [Failure], nextAttemptAt: Timestamp) {
    self.failures = failures
    self.nextAttemptAt = nextAttemptAt
  }

  func waiting(until next: Timestamp) -> ValidationTrouble {
    ValidationTrouble(failures: failures, nextAttemptAt: next)
  }

  /// Whether the next attempt is still to come.
  func isWaiting(at now: Timestamp) -> Bool { now < nextAttemptAt }

  /// All failures as one: the last says how it stands, and where there are several, each has an entry.
  package func failure(of name: String) -> Failure {
    guard let last = failures.last else {
      return Failure(.serverInternal, "The validation of \(name) failed.")
    }
    guard failures.count > 1 else { return last }
    return Failure(
      last.kind, last.detail,
      subproblems: failures.map { Failure.Part(name: name, $0.kind, $0.detail) })
  }
}
