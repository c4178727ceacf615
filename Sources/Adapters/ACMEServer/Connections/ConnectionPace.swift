/// How long one connection may go on, by what its client has done so far.
///
/// A handshake has a time of its own. After it, HTTP's own handlers close a connection on which no request
/// comes; this closes those that even then stay, as one whose client answers no GOAWAY (RFC 9113 §6.8).
struct ConnectionPace: Sendable {
  private enum State {
    case handshake(began: Duration)
    case open(since: Duration, isMultiplexed: Bool)
  }

  /// How much later than HTTP's own handlers it acts.
  private var grace: Duration { min(.seconds(5), limits.idleConnection) }

  private let limits: ListenerLimits
  private var state: State
  private var lastRead: Duration

  init(limits: ListenerLimits, openedAt now: Duration) {
    self.limits = limits
    state = .handshake(began: now)
    lastRead = now
  }

  /// - Parameter isMultiplexed: Whether it speaks HTTP/2.
  mutating func handshakeEnded(isMultiplexed: Bool, at now: Duration) {
    state = .open(since: now, isMultiplexed: isMultiplexed)
    lastRead = now
  }

  mutating func bytesCame(at now: Duration) { lastRead = now }

  /// When the connection is over unless something happens before.
  var deadline: Duration {
    switch state {
    case .handshake(let began): return began + limits.tlsHandshake
    case .open(let since, let isMultiplexed):
      // While it waits for an answer, a client has nothing to send.
      let silence = lastRead + max(limits.idleConnection, limits.request) + grace
      // GOAWAY has been sent by then, and what was in hand has had its time (RFC 9113 §6.8).
      let inHand = limits.request + limits.answerReading
      return isMultiplexed ? min(silence, since + limits.connectionAge + inHand + grace) : silence
    }
  }
}
