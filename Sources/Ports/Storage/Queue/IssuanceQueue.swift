package import AuthorityModel

/// The issuance queue as a value: what ``OrderStore/accept(_:request:as:at:)`` and ``JobStore`` promise,
/// without a database.
///
/// It is the reference that engines are held against, and what the simulation runs on. A row is kept
/// for each job until it ends; how its order ended is kept for ever.
package struct IssuanceQueue: Sendable {
  struct Row: Sendable {
    let position: QueuePosition
    let pace: Int64
    let order: OrderID
    let account: AccountID
    let request: CertificateRequest
    let acceptedAt: Timestamp
    var attempts = 0
    var excusedAttempts = 0
    var wasLost = false
    /// The attempt under way is of a suspect that is tried alone.
    var isOnTrial = false
    var reservation: Reservation?
    var holder: IssuerRun?
    var claimableAt: Timestamp
  }

  let share: AccountShare
  /// In the order of their numbers.
  var rows: [Row] = []
  var lastNumber: Int64 = 0
  var serials: Set<SerialNumber> = []
  package internal(set) var outcomes: [OrderID: Order.Outcome] = [:]
  package internal(set) var setAsideJobs: [SetAsideJob] = []

  package init(share: AccountShare) {
    self.share = share
  }

  /// Puts an order's job into the queue; at most one for an order, ever.
  ///
  /// - Returns: Where it stands; nil where the order was accepted before.
  package mutating func accept(
    _ order: OrderID, of account: AccountID, request: CertificateRequest,
    as queueClass: QueueClass, at now: Timestamp
  ) -> QueuePosition? {
    guard outcomes[order] == nil, !rows.contains(where: { $0.order == order }) else { return nil }
    lastNumber += 1
    let lastPace = rows.lazy
      .filter { $0.account == account && $0.position.queueClass == queueClass }
      .map(\.pace).max()
    let (place, pace) = share.placement(of: lastNumber, after: lastPace)
    let position = QueuePosition(number: lastNumber, queueClass: queueClass, place: place)
    rows.append(
      Row(
        position: position, pace: pace, order: order, account: account, request: request,
        acceptedAt: now, claimableAt: Timestamp(millisecondsSinceEpoch: 0)))
    return position
  }

  package var positions: [QueueEntry] {
    rows.sorted { $0.position.isListed(before: $1.position) }
      .map {
        QueueEntry(
          order: $0.order, account: $0.account, position: $0.position, acceptedAt: $0.acceptedAt)
      }
  }

  package var isEmpty: Bool { rows.isEmpty }
}

extension QueuePosition {
  /// By class, and within it in the order in which jobs leave.
  package func isListed(before other: QueuePosition) -> Bool {
    queueClass == other.queueClass
      ? precedes(other) : queueClass.rawValue < other.queueClass.rawValue
  }
}
