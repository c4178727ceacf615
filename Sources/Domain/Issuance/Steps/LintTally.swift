package import IssuancePolicy
internal import Synchronization

/// Counts what lints found in certificates that were signed nevertheless.
package final class LintTally: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  package init() {}

  /// How often each lint has found something, by its id.
  package var all: [String: Int] { counts.withLock { $0 } }

  /// - Returns: The findings that no certificate had before.
  package func count(_ findings: [LintFinding]) -> [LintFinding] {
    // Nothing is the rule, and takes no lock.
    guard !findings.isEmpty else { return [] }
    return counts.withLock { counts in
      findings.filter { finding in
        counts[finding.id, default: 0] += 1
        return counts[finding.id] == 1
      }
    }
  }
}
