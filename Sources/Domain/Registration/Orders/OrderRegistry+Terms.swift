extension OrderRegistry {
  /// What the configuration says of orders.
  package struct Terms: Sendable {
    package let profile: String
    package let orderLifetime: Duration
    package let pendingAuthorizationLifetime: Duration
    package let identifierLimit: Int
    package let finalizeWait: Duration

    package init(
      profile: String, orderLifetime: Duration, pendingAuthorizationLifetime: Duration,
      identifierLimit: Int, finalizeWait: Duration
    ) {
      self.profile = profile
      self.orderLifetime = orderLifetime
      self.pendingAuthorizationLifetime = pendingAuthorizationLifetime
      self.identifierLimit = identifierLimit
      self.finalizeWait = finalizeWait
    }
  }
}
