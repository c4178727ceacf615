/// What kind of work a job is; within a class it is first come, first served (law 4).
///
/// Classes take turns by weight, so that none starves: see ``ClassRotation``.
package enum QueueClass: Int, CaseIterable, Sendable, Hashable {
  /// Replaces a certificate that expires within a day.
  case renewal = 0
  case normal = 1
  /// Of an account that the operator set to bulk.
  case bulk = 2
}
