package import AuthorityModel

/// How control over names is validated.
package struct ValidationConfiguration: Sendable, Equatable {
  /// Which challenges are offered, in this order.
  package let challenges: [Challenge.Method]
  /// For how long a proof of control serves new orders.
  package let authorizationLifetime: Duration
  /// What one account may have of the validations that are under way or wait, in percent; nil where shares
  /// are off.
  package let accountShare: Int?
  /// When a validation that failed is tried again.
  package let retries: ValidationRetries
  /// How long the answer to a challenge waits for its validation before it says `processing`.
  package let answerWait: Duration
  /// `system`, or an address with an optional port.
  package let resolvers: [Located<String>]
  package let httpPort: Int
  package let tlsPort: Int
  /// Ranges in CIDR form that are allowed although they are not public.
  package let allowedRanges: [Located<String>]
  package let staticHosts: [Located<StaticHost>]
  package let trustAnchor: TrustAnchorSource
  /// The domain names, in lower case, by which CAA records call this CA (RFC 8659 §4.2).
  package let caaIdentities: [Located<String>]
}

extension ValidationConfiguration {
  /// How many of so many validations may be one account's; at least one.
  func accountBacklog(of limit: Int) -> Int {
    accountShare.map { max(1, limit * $0 / 100) } ?? limit
  }
}
