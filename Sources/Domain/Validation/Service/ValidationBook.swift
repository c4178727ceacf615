internal import AuthorityModel

/// Which validations are in hand: each runs once at a time, however many ask for it.
struct ValidationBook: Sendable {
  private enum Entry {
    case running
    /// Its client has asked for another attempt meanwhile.
    case runningHurried
    case paused(Ticket)
  }

  /// Names one pause, so that an end that comes late ends no other.
  struct Ticket: Sendable, Hashable {
    fileprivate let number: UInt64
  }

  enum Admission: Sendable {
    case admitted
    case underWay
    case full
  }

  private var entries: [AuthorizationID: Entry] = [:]
  private var lastNumber: UInt64 = 0

  /// How many are accepted and not yet decided.
  var count: Int { entries.count }

  /// Takes one more in, where there is room; one that is under way isn't taken twice.
  mutating func admit(_ id: AuthorizationID, limit: Int) -> Admission {
    if entries[id] != nil { return .underWay }
    guard entries.count < limit else { return .full }
    entries[id] = .running
    return .admitted
  }

  mutating func dismiss(_ id: AuthorizationID) { entries[id] = nil }

  /// Begins a pause.
  ///
  /// - Returns: Nil where there is to be none, since the client has asked for another attempt.
  mutating func pause(_ id: AuthorizationID) -> Ticket? {
    if case .runningHurried? = entries[id] {
      entries[id] = .running
      return nil
    }
    lastNumber += 1
    let ticket = Ticket(number: lastNumber)
    entries[id] = .paused(ticket)
    return ticket
  }

  /// Begins anew with what is stored, which is all that anybody has asked for so far.
  mutating func restart(_ id: AuthorizationID) { entries[id] = .running }

  /// Ends a pause whose time is over.
  ///
  /// - Returns: False where it has ended already.
  mutating func resume(_ id: AuthorizationID, _ ticket: Ticket) -> Bool {
    guard case .paused(ticket)? = entries[id] else { return false }
    entries[id] = .running
    return true
  }

  /// Ends a pause as the client asks, or makes that the next one is none.
  ///
  /// - Returns: Whether the caller has to begin the attempt.
  mutating func hurry(_ id: AuthorizationID) -> Bool {
    switch entries[id] {
    case .paused, nil:
      entries[id] = .running
      return true
    case .running, .runningHurried:
      entries[id] = .runningHurried
      return false
    }
  }
}
