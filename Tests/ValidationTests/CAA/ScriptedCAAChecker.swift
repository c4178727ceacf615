import AuthorityModel
import Synchronization
import Validation

/// Answers by name, and remembers what it was asked.
final class ScriptedCAAChecker: CAAChecker {
  struct Question: Sendable, Hashable {
    let name: String
    let isWildcard: Bool
    let method: Challenge.Method
  }

  private let failures: [String: Failure]
  private let exempt: Set<String>
  private let log = Mutex<[Question]>([])

  init(failing failures: [String: Failure] = [:], exempt: Set<String> = []) {
    self.failures = failures
    self.exempt = exempt
  }

  var questions: [Question] { log.withLock(\.self) }

  func leave(
    for identifier: Identifier, isWildcard: Bool, account: AccountID, method: Challenge.Method,
    at now: Timestamp
  ) async throws(Failure) -> CAARecord? {
    log.withLock {
      $0.append(Question(name: identifier.name, isWildcard: isWildcard, method: method))
    }
    if let failure = failures[identifier.name] { throw failure }
    return exempt.contains(identifier.name) ? nil : Self.record(at: now)
  }

  static func record(at time: Timestamp) -> CAARecord {
    CAARecord(checkedAt: time, domain: "example.org", records: ["0 issue \"ca.example\""])
  }
}
