package import Cryptoki

/// A token whose keys sign, and how hard it may be worked.
package struct TokenConfiguration: Sendable {
  /// The token's name in the configuration, in logs and errors.
  package var name: String
  package var modulePath: String
  package var selection: TokenSelection
  /// The vendor's habits; nil to recognise them.
  package var profile: VendorProfile?
  /// How many sessions, each with a thread of its own.
  package var sessionCount: Int
  /// How long a signature may take, waiting included.
  package var operationTimeout: Duration
  /// How long each call may take that connects: initialising, opening a session, logging in.
  package var openingTimeout: Duration
  /// How many requests may wait for a session; one more is refused.
  package var queueCapacity: Int
  /// Whether the token may be missing at start, since others with the same key do its work.
  package var mayBeAway: Bool

  package init(
    name: String, modulePath: String, selection: TokenSelection, profile: VendorProfile? = nil,
    sessionCount: Int = 8, operationTimeout: Duration = .seconds(5),
    openingTimeout: Duration = .seconds(30), queueCapacity: Int = 1024, mayBeAway: Bool = false
  ) {
    self.name = name
    self.modulePath = modulePath
    self.selection = selection
    self.profile = profile
    self.sessionCount = max(1, sessionCount)
    self.operationTimeout = operationTimeout
    self.openingTimeout = openingTimeout
    self.queueCapacity = max(1, queueCapacity)
    self.mayBeAway = mayBeAway
  }
}

extension PoolRules {
  init(_ configuration: TokenConfiguration) {
    self.init(
      token: configuration.name, laneCount: configuration.sessionCount,
      queueCapacity: configuration.queueCapacity,
      operationTimeout: configuration.operationTimeout,
      openingTimeout: configuration.openingTimeout, stuckLimit: configuration.sessionCount)
  }
}
