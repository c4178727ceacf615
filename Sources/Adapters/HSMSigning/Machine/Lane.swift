/// One lane, a thread with a session, as the pool sees it.
struct Lane: Equatable {
  typealias Instant = ContinuousClock.Instant

  enum State: Equatable {
    /// It has no session that is of use, and tries for one no sooner than told.
    case closed(notBefore: Instant?)
    /// It connects with the token, for all.
    case connecting(until: Instant)
    case opening(until: Instant)
    /// Its session is open; the keys must be found and proved before it signs (law 9).
    case unproved
    /// It logs in, for all.
    case loggingIn(until: Instant)
    case proving(until: Instant)
    case ready(since: Instant)
    /// It failed in passing; the others go first.
    case resting(until: Instant)
    case signing(RequestQueue.Entry, since: Instant, until: Instant)
    case pinging(until: Instant)
    /// Its thread ends, and closes its session.
    case leaving(until: Instant)
    /// Its call did not return in time. It is replaced, and leaves when the call returns (law 7).
    case stuck
  }

  var state: State = .closed(notBefore: nil)
  /// The connection that its session belongs to.
  var connection = 0
  /// The login in which its keys were proved.
  var login = 0
  /// How often it failed in a row.
  var failures = 0
  /// Whether its session is looked at before it serves, since another's was lost.
  var isSuspect = false
  /// Whether its session is not used again, since a signature of it did not verify.
  var isDistrusted = false
  /// Whether its thread waits to be woken for a request.
  var isIdle = false

  /// Until when its call should have returned.
  var deadline: Instant? {
    switch state {
    case .connecting(let until), .opening(let until), .loggingIn(let until), .proving(let until),
      .signing(_, _, let until), .pinging(let until), .leaving(let until):
      until
    case .closed, .unproved, .ready, .resting, .stuck:
      nil
    }
  }

  /// Whether a call of the module is under way that somebody still waits for.
  var isInCall: Bool { deadline != nil }

  var isStuck: Bool { state == .stuck }

  var isLeaving: Bool { if case .leaving = state { true } else { false } }

  /// Whether it serves requests, now or when it has done what it is at.
  var isOpen: Bool {
    switch state {
    case .ready, .resting, .signing, .pinging: true
    case .closed, .connecting, .opening, .unproved, .loggingIn, .proving, .leaving, .stuck: false
    }
  }

  /// Whether it holds a session with the token.
  var hasSession: Bool {
    switch state {
    case .unproved, .loggingIn, .proving, .ready, .resting, .signing, .pinging: true
    case .closed, .connecting, .opening, .leaving, .stuck: false
    }
  }

  /// What it was at, for people, when its call did not return.
  var work: String {
    switch state {
    case .connecting: "initialising the module and finding the token"
    case .opening: "opening a session"
    case .loggingIn: "the login"
    case .proving: "proving the keys"
    case .signing: "a signature"
    case .pinging: "asking after an idle session"
    case .leaving: "closing a session"
    case .closed, .unproved, .ready, .resting, .stuck: "nothing"
    }
  }
}
