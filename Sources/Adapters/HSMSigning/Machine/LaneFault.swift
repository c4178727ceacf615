package import Signing

/// What a failed call of the module asks for (law 9).
package enum Recovery: String, Sendable, Hashable {
  /// The session is fine; the same may succeed a little later.
  case retry
  case newSession
  case newLogin
  /// The module must be initialised anew, and the token found again.
  case newModule
  /// The token has no session left; those that are open go on.
  case fewerSessions
  /// Only the operator can help (law 8).
  case park
  /// No other try changes it; the caller is told.
  case stop
}

/// A call that failed, and what follows.
package struct LaneFault: Error, Sendable, Hashable {
  package let error: SigningError
  package let recovery: Recovery

  package init(_ error: SigningError, _ recovery: Recovery) {
    self.error = error
    self.recovery = recovery
  }

  /// What happened, without the token's name.
  var reason: String {
    switch error {
    case .tokenParked(_, let reason), .tokenUnavailable(_, let reason): reason
    default: error.description
    }
  }
}
