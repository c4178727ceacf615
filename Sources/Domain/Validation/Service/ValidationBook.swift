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
    /// The account has its share of the backlog.
    case accountFull
  }

  /// How many may be in hand.
  struct Limit: Sendable {
    var all: Int
    /// Of one account: those that it lets fail, and that are tried again, leave room for others.
    var perAccount: Int

    static let none = Limit(all: .max, perAccount: .max)
  }

  private var entries: [AuthorizationID: Entry] = [:]
  private var lastNumber: UInt64 = 0
  private var owners: [AuthorizationID: AccountID] = [:]
  private var counts: [AccountID: Int] = [:]
  private var pausedCount = 0

  /// How many are accepted and not yet decided.
  var count: Int { entries.count }

  /// Takes one more in, where there is room; one that is under way isn't taken twice.
  mutating func admit(_ id: AuthorizationID, of account: AccountID, limit: Limit) -> Admission {
    if entries[id] != nil { return .underWay }
    guard entries.count < limit.all else { return .full }
    guard counts[account, default: 0] < limit.perAccount else { return .accountFull }
    entries[id] = .running
    owners[id] = account
    counts[account, default: 0] += 1
    return .admitted
  }

  mutating func dismiss(_ id: AuthorizationID) {
    if case .paused? = entries.removeValue(forKey: id) { pausedCount -= 1 }
    guard let account = owners.removeValue(forKey: id), let count = counts[account] else { return }
    counts[account] = count > 1 ? count - 1 : nil
  }

  /// How many run or wait for their turn, without those that pause.
  var activeCount: Int { entries.count - pausedCount }

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
    if case .paused? = entries.updateValue(.paused(ticket), forKey: id) { return ticket }
    pausedCount += 1
    return ticket
  }

  /// Begins anew with what is stored, which is all that anybody has asked for so far.
  mutating func restart(_ id: AuthorizationID) {
    if case .paused? = entries.updateValue(.running, forKey: id) { pausedCount -= 1 }
  }

  /// Ends a pause whose time is over.
  ///
  /// - Returns: False where it has ended already.
  mutating func resume(_ id: AuthorizationID, _ ticket: Ticket) -> Bool {
    guard case .paused(ticket)? = entries[id] else { return false }
    entries[id] = .running
    pausedCount -= 1
    return true
  }

  /// Ends a pause as the client asks, or makes that the next one is none.
  ///
  /// - Returns: Whether the caller has to begin the attempt.
  mutating func hurry(_ id: AuthorizationID) -> Bool {
    switch entries[id] {
    case .paused:
      pausedCount -= 1
      entries[id] = .running
      return true
    case nil:
      entries[id] = .running
      return true
    case .running, .runningHurried:
      entries[id] = .runningHurried
      return false
    }
  }
}
