package import AuthorityModel

/// Keeps orders and their authorizations: whatever returns without an error is durable.
package protocol OrderStore: Sendable {
  /// Stores a new order and its new authorizations, in one commit.
  ///
  /// Of all orders that replace one certificate at most one is not invalid, however many come at once: an
  /// order that names one is stored only if all that named it before are invalid when it is made.
  @discardableResult
  func insert(_ order: Order, with authorizations: [Authorization]) async throws(StorageError)
    -> OrderInsertion

  /// An order and its authorizations, in the order's order, as of one moment.
  func order(_ id: OrderID) async throws(StorageError)
    -> (order: Order, authorizations: [Authorization])?

  /// An account's authorizations for some names that are valid, or pending and not yet answered.
  ///
  /// - Parameter time: Those that expire before are left out.
  /// - Returns: For each name in turn a few, those that live longest first.
  func liveAuthorizations(
    of account: AccountID, for names: [AuthorizedName], until time: Timestamp
  ) async throws(StorageError) -> [[Authorization]]

  /// Stores an order that turned `processing` together with its job, in one commit (law 3).
  ///
  /// - Parameter keyThumbprint: That of the request's key, which must be no account's; nil where no
  ///   account could have it.
  /// - Returns: Where the job stands in the queue; nil, and nothing stored, where the order was no
  ///   longer open, its account no longer valid, one of its authorizations deactivated, or the key
  ///   an account's.
  func accept(
    _ order: Order, request: CertificateRequest, unlessKeyOf keyThumbprint: [UInt8]?,
    as queueClass: QueueClass, at now: Timestamp
  ) async throws(StorageError) -> QueuePosition?
}

extension OrderStore {
  /// Accepts an order whose request's key is known to be no account's.
  package func accept(
    _ order: Order, request: CertificateRequest, as queueClass: QueueClass, at now: Timestamp
  ) async throws(StorageError) -> QueuePosition? {
    try await accept(order, request: request, unlessKeyOf: nil, as: queueClass, at: now)
  }
}
