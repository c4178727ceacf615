internal import AuthorityModel

/// For which names an account may have authorizations that live: what isn't in here it hasn't.
///
/// Most orders are for names that their account never had before, and would ask the database in vain.
/// Of an account that was opened since the start, or whose names were all read once, each name is
/// known by its hash: two names that meet cost a look into the database, and nothing else. A name
/// stays when its authorization ends, at the same price.
struct NameMemory: Sendable {
  /// Names of all accounts together, at twelve bytes or so each.
  static let capacity = 1 << 19
  /// How many names of one account are worth being read.
  static let readLimit = 4096

  enum Knowledge: Sendable, Hashable {
    case all(Set<AuthorizedName.ID>)
    /// More than are worth being read: each is asked for.
    case tooMany
    /// Somebody reads them; here are those that were stored since he began.
    case beingRead(Reading, stored: Set<AuthorizedName.ID>)
  }

  /// That somebody reads an account's names: no other's reading is taken for his.
  struct Reading: Sendable, Hashable {
    fileprivate let number: UInt64
  }

  enum Answer: Sendable, Hashable {
    /// The names that the account may have, by their places.
    case candidates([Int])
    /// Nothing is known yet: who is told so reads all of them, from now on, and says what came of it.
    case unknown(Reading)
  }

  private var accounts: [AccountID: Knowledge] = [:]
  private var count = 0
  /// Counts on when all is forgotten, so that no number comes twice.
  private var readings: UInt64 = 0

  /// What there is of an account is known from now on.
  ///
  /// - Parameter names: Of ``readLimit`` and more it is known that there are too many.
  mutating func begin(_ account: AccountID, with names: [AuthorizedName]) {
    begin(account, with: names, and: [])
  }

  /// Which of these an account may have.
  ///
  /// The first who asks about an account learns its names; who asks meanwhile doesn't wait for him, and
  /// asks the database about each name.
  mutating func answer(about asked: [AuthorizedName], of account: AccountID) -> Answer {
    switch accounts[account] {
    case .tooMany, .beingRead: return .candidates(Array(asked.indices))
    case .all(let names):
      return .candidates(asked.indices.filter { names.contains(asked[$0].id) })
    case nil:
      readings += 1
      let reading = Reading(number: readings)
      replace(account, by: .beingRead(reading, stored: []))
      return .unknown(reading)
    }
  }

  /// Takes what a reading found as of some moment since it began.
  ///
  /// What was stored before that moment is among it, and what was stored since the reading began was
  /// added: whatever was committed meanwhile, none is missing.
  ///
  /// - Parameter names: Nil where the reading failed.
  mutating func end(_ reading: Reading, of account: AccountID, with names: [AuthorizedName]?) {
    // All may have been forgotten meanwhile, and others may have begun to read.
    guard case .beingRead(reading, let stored)? = accounts[account] else { return }
    guard let names else {
      count -= accounts.removeValue(forKey: account)?.size ?? 0
      return
    }
    begin(account, with: names, and: stored)
  }

  /// An authorization was stored.
  mutating func add(_ name: AuthorizedName, of account: AccountID) {
    // The entry is exchanged first, so that the set has one owner and is changed where it is.
    switch accounts[account] {
    case nil, .tooMany?: return
    case .all(var names)?:
      accounts[account] = .tooMany
      if names.insert(name.id).inserted { count += 1 }
      accounts[account] = .all(names)
    case .beingRead(let reading, var stored)?:
      accounts[account] = .tooMany
      if stored.insert(name.id).inserted { count += 1 }
      accounts[account] = .beingRead(reading, stored: stored)
    }
    makeRoom(for: 0)
  }

  private mutating func begin(
    _ account: AccountID, with names: [AuthorizedName], and stored: Set<AuthorizedName.ID>
  ) {
    let isTooMany = names.count > Self.readLimit
    replace(account, by: isTooMany ? .tooMany : .all(stored.union(names.lazy.map(\.id))))
  }

  private mutating func replace(_ account: AccountID, by known: Knowledge) {
    makeRoom(for: known.size)
    count += known.size - (accounts[account]?.size ?? 0)
    accounts[account] = known
  }

  /// Forgets all accounts where they would become too many: each is merely asked for again, and that
  /// spares a list of who was used when.
  private mutating func makeRoom(for more: Int) {
    guard count + more > Self.capacity else { return }
    accounts = [:]
    count = 0
  }
}

extension NameMemory.Knowledge {
  fileprivate var size: Int {
    switch self {
    case .all(let names), .beingRead(_, stored: let names): names.count + 1
    case .tooMany: 1
    }
  }
}

extension AuthorizedName {
  /// Different names nearly always have different ones; within this process only.
  typealias ID = Int

  fileprivate var id: ID { hashValue }
}
