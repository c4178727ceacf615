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
  }

  private var accounts: [AccountID: Knowledge] = [:]
  private var count = 0

  /// What there is of an account is known from now on.
  ///
  /// - Parameter names: Of ``readLimit`` and more it is known that there are too many.
  mutating func begin(_ account: AccountID, with names: [AuthorizedName]) {
    let isTooMany = names.count > Self.readLimit
    let known = isTooMany ? Knowledge.tooMany : .all(Set(names.map(\.id)))
    makeRoom(for: known.size)
    count += known.size - (accounts[account]?.size ?? 0)
    accounts[account] = known
  }

  /// An authorization was stored.
  mutating func add(_ name: AuthorizedName, of account: AccountID) {
    guard case .all(var names)? = accounts[account] else { return }
    // So that the set has one owner and is changed where it is.
    accounts[account] = .tooMany
    if names.insert(name.id).inserted { count += 1 }
    accounts[account] = .all(names)
    makeRoom(for: 0)
  }

  /// Which of these an account may have, by their places; nil where nothing is known of the account.
  func candidates(among asked: [AuthorizedName], of account: AccountID) -> [Int]? {
    switch accounts[account] {
    case nil: nil
    case .tooMany: Array(asked.indices)
    case .all(let names): asked.indices.filter { names.contains(asked[$0].id) }
    }
  }

  /// Forgets all accounts where they would become too many: each is merely asked for again, and that
  /// spares a list of who was used when.
  private mutating func makeRoom(for more: Int) {
    if count + more > Self.capacity { self = NameMemory() }
  }
}

extension NameMemory.Knowledge {
  fileprivate var size: Int {
    switch self {
    case .all(let names): names.count + 1
    case .tooMany: 1
    }
  }
}

extension AuthorizedName {
  /// Different names nearly always have different ones; within this process only.
  typealias ID = Int

  fileprivate var id: ID { hashValue }
}
