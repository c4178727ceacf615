package import AuthorityModel

/// A job that was taken out of the queue after too many tries of its own, for the operator to look at.
package struct SetAsideJob: Sendable, Hashable {
  package let order: OrderID
  package let account: AccountID
  package let position: QueuePosition
  package let acceptedAt: Timestamp
  package let setAsideAt: Timestamp
  /// How often it was taken up and not finished, for reasons of its own.
  package let tries: Int
  package let reason: String

  package init(
    order: OrderID, account: AccountID, position: QueuePosition, acceptedAt: Timestamp,
    setAsideAt: Timestamp, tries: Int, reason: String
  ) {
    self.order = order
    self.account = account
    self.position = position
    self.acceptedAt = acceptedAt
    self.setAsideAt = setAsideAt
    self.tries = tries
    self.reason = reason
  }
}
