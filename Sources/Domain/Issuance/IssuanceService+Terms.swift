package import AuthorityModel

extension IssuanceService {
  package struct Terms: Sendable {
    /// How many jobs may be at the signer at once: its lanes, and some who wait at their doors.
    package let signingPlaces: Int
    /// For how long a claimed job is this issuer's.
    package let lease: Duration
    /// How long at most between two looks into the queue; signals make it sooner.
    package let pollingInterval: Duration
    /// How long to leave a token alone that doesn't sign.
    package let retryPolicy: RetryPolicy
    /// Whether no other issuer works on this database, so that all foreign leases are dead ones.
    package let isOnlyIssuer: Bool
    /// By which the classes of the queue take turns.
    package let weights: ClassWeights

    package init(
      signingPlaces: Int, lease: Duration, pollingInterval: Duration = .milliseconds(500),
      retryPolicy: RetryPolicy = RetryPolicy(), isOnlyIssuer: Bool,
      weights: ClassWeights = .standard
    ) {
      self.signingPlaces = signingPlaces
      self.lease = lease
      self.pollingInterval = pollingInterval
      self.retryPolicy = retryPolicy
      self.isOnlyIssuer = isOnlyIssuer
      self.weights = weights
    }

    /// Places for a signer of so many lanes: one at each lane, and one at each door, or a few more
    /// where there are few, since the next must be there while the last result is still on its way.
    package static func signingPlaces(forLanes lanes: Int) -> Int { lanes + max(lanes, 4) }
  }
}
