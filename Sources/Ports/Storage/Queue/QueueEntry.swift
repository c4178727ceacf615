package import AuthorityModel

/// A job that waits or is in hand, as far as a forecast needs to know it.
package struct QueueEntry: Sendable, Hashable {
  package let order: OrderID
  package let account: AccountID
  package let position: QueuePosition
  package let acceptedAt: Timestamp

  package init(
    order: OrderID, account: AccountID, position: QueuePosition, acceptedAt: Timestamp
  ) {
    self.order = order
    self.account = account
    self.position = position
    self.acceptedAt = acceptedAt
  }
}
