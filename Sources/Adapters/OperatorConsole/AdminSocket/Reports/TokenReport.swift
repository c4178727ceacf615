/// How one token is doing, for its operator.
package struct TokenReport: Sendable, Hashable, Codable {
  /// The token's name in the configuration.
  package var name: String
  /// One word: `ready`, `opening`, `lost`, `parked`.
  package var state: String
  /// Whether it signs.
  package var ready: Bool
  /// Why it is in this state and what to do, as a clause without a full stop.
  package var detail: String
  /// For how long it has been in this state.
  package var seconds: Int
  package var sessions: Sessions
  /// Requests that wait for a session.
  package var waiting: Int
  /// Signatures since the start.
  package var signatures: Int
  /// Its part of all tokens' signatures, from 0 to 1.
  package var share: Double
  /// The last thing that went wrong, even if it has passed.
  package var lastFault: String?
  /// How long ago that was.
  package var lastFaultSeconds: Int?
  /// Why it doesn't sign and what to do, where that is known.
  package var reason: String?

  package struct Sessions: Sendable, Hashable, Codable {
    package var open: Int
    package var busy: Int
    package var stuck: Int

    package init(open: Int, busy: Int, stuck: Int) {
      self.open = open
      self.busy = busy
      self.stuck = stuck
    }
  }

  package init(
    name: String, state: String, ready: Bool, detail: String, seconds: Int, sessions: Sessions,
    waiting: Int, signatures: Int, share: Double, lastFault: String? = nil,
    lastFaultSeconds: Int? = nil, reason: String? = nil
  ) {
    self.name = name
    self.state = state
    self.ready = ready
    self.detail = detail
    self.seconds = seconds
    self.sessions = sessions
    self.waiting = waiting
    self.signatures = signatures
    self.share = share
    self.lastFault = lastFault
    self.lastFaultSeconds = lastFaultSeconds
    self.reason = reason
  }
}
