/// What kind of work a job is; within a class it is first come, first served (law 4).
///
/// Classes take turns by their weights (``ClassWeights``), so that none starves.
package enum QueueClass: Int, CaseIterable, Sendable, Hashable {
  /// Replaces a certificate that expires within a day.
  case renewal = 0
  case normal = 1
  /// Of an account that the operator set to bulk.
  case bulk = 2
}

extension QueueClass: CustomStringConvertible {
  /// The word for it in metrics and for operators.
  package var description: String {
    switch self {
    case .renewal: "renewal"
    case .normal: "normal"
    case .bulk: "bulk"
    }
  }
}
