package import AuthorityModel
package import IssuancePolicy

extension OrderRegistry {
  /// What the configuration says of orders.
  package struct Terms: Sendable {
    package let profile: String
    /// Which validity clients may ask for.
    package let validity: ValidityTerms
    /// The challenges that are offered, in this order.
    package let challenges: [Challenge.Method]
    package let orderLifetime: Duration
    package let pendingAuthorizationLifetime: Duration
    package let identifierLimit: Int
    package let finalizeWait: Duration

    /// For how long at least an authorization must live on to be used again: a client has work to do
    /// between placing an order and finalizing it.
    package var reuseMargin: Duration { min(orderLifetime, .seconds(86_400)) }

    package init(
      profile: String, validity: ValidityTerms, challenges: [Challenge.Method] = [.http01],
      orderLifetime: Duration, pendingAuthorizationLifetime: Duration, identifierLimit: Int,
      finalizeWait: Duration
    ) {
      self.profile = profile
      self.validity = validity
      self.challenges = challenges
      self.orderLifetime = orderLifetime
      self.pendingAuthorizationLifetime = pendingAuthorizationLifetime
      self.identifierLimit = identifierLimit
      self.finalizeWait = finalizeWait
    }
  }
}
