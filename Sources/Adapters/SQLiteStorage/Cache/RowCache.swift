internal import AuthorityModel

/// What the database holds of the things that are in use, so that most reads ask SQLite nothing.
///
/// It is never wrong, since this process alone writes the file (``DatabaseLock``). What a commit
/// changed is published here after the commit returned and before any of its writers goes on, in the
/// order of commits. What is merely read is remembered only if no commit came meanwhile, or where what
/// came is added to it (``NameMemory``). So whoever asks sees at least what was told to anybody before.
///
/// - Note: `docs/decisions/0025-what-sqlite-storage-remembers.md`.
final class RowCache: Sendable {
  struct Rows: Sendable {
    var accounts = LeastRecentlyUsed<AccountID, Account>(capacity: 16_384)
    var accountsByKey = LeastRecentlyUsed<[UInt8], AccountID>(capacity: 16_384)
    var orders = LeastRecentlyUsed<OrderID, Order>(capacity: 16_384)
    var authorizations = LeastRecentlyUsed<AuthorizationID, StoredAuthorization>(
      capacity: 16_384)
    /// Clients fetch a certificate once, soon after it was issued.
    var certificates = LeastRecentlyUsed<SerialNumber, IssuedCertificate>(capacity: 2048)
    /// Asked for by renewal information, again and again for the same certificates.
    var standings = LeastRecentlyUsed<SerialNumber, CertificateStanding>(capacity: 8192)
    var liveNames = NameMemory()
  }

  /// A moment between two commits, as of which something is read.
  struct Moment: Sendable, Hashable {
    fileprivate let commits: UInt64
  }

  private struct State: Sendable {
    var commits: UInt64 = 0
    var isCommitting = false
    var isClosed = false
    var rows = Rows()
  }

  private let state = Guarded(State())

  /// Commits, and publishes what was committed.
  func duringCommit(_ commit: () throws -> Void) rethrows {
    state.withLock {
      $0.commits += 1
      $0.isCommitting = true
    }
    defer { state.withLock { $0.isCommitting = false } }
    try commit()
  }

  /// Takes in what has just been committed, or holds whatever was.
  func publish(_ change: (inout Rows) -> Void) {
    state.withLock { if !$0.isClosed { change(&$0.rows) } }
  }

  /// Forgets all, for good: of a database that was closed nothing more is told.
  func close() {
    state.withLock {
      $0.isClosed = true
      $0.rows = Rows()
    }
  }

  func look<Found>(_ look: (inout Rows) -> Found) -> Found {
    state.withLock { state in
      // What a look leaves behind would miss what is committed from now on.
      defer { if state.isClosed { state.rows = Rows() } }
      return look(&state.rows)
    }
  }

  /// The present; nil while a commit is under way, since nobody knows whether a reader sees it.
  var moment: Moment? {
    state.withLock { $0.isCommitting || $0.isClosed ? nil : Moment(commits: $0.commits) }
  }

  /// Takes in what was read, unless something was committed since it began.
  func remember(asOf moment: Moment?, _ change: (inout Rows) -> Void) {
    guard let moment else { return }
    state.withLock { state in
      guard !state.isCommitting, !state.isClosed, state.commits == moment.commits else { return }
      change(&state.rows)
    }
  }
}

/// An authorization, and how often its row was changed: by that a change finds that it is overtaken.
struct StoredAuthorization: Sendable, Hashable {
  var authorization: Authorization
  var revision: Int64
}

extension RowCache.Rows {
  mutating func put(_ account: Account) {
    accounts.set(account, for: account.id)
    accountsByKey.set(account.id, for: account.keyThumbprint)
  }

  mutating func account(keyThumbprint: [UInt8]) -> Account? {
    guard let id = accountsByKey.value(for: keyThumbprint), let account = accounts.value(for: id),
      // It may have got another key since.
      account.keyThumbprint == keyThumbprint
    else { return nil }
    return account
  }

  mutating func put(_ stored: StoredAuthorization) {
    authorizations.set(stored, for: stored.authorization.id)
  }

  /// An order of many names is not remembered: the capacity counts orders, and one name or a few are what
  /// nearly all have.
  mutating func put(_ order: Order) {
    guard order.identifiers.count <= Self.identifierLimit else {
      orders.removeValue(for: order.id)
      return
    }
    orders.set(order, for: order.id)
  }

  /// Remembered unless it has many names, as with orders.
  mutating func put(_ standing: CertificateStanding) {
    guard standing.names.count <= Self.identifierLimit else { return }
    standings.set(standing, for: standing.reference.serial)
  }

  private static let identifierLimit = 8

  /// A stored order and its new authorizations.
  mutating func put(_ order: Order, with new: [Authorization]) {
    put(order)
    for authorization in new {
      put(StoredAuthorization(authorization: authorization, revision: 0))
      liveNames.add(authorization.name, of: order.account)
    }
  }

  /// Takes the end of an order's job; of an order that isn't known nothing is.
  mutating func end(_ id: OrderID, as outcome: Order.Outcome) {
    orders.update(id) { _ = $0.end(as: outcome) }
  }

  /// An order and all its authorizations; nil where one of them isn't known.
  mutating func order(_ id: OrderID) -> (order: Order, authorizations: [Authorization])? {
    guard let order = orders.value(for: id) else { return nil }
    var found: [Authorization] = []
    found.reserveCapacity(order.authorizations.count)
    for id in order.authorizations {
      guard let stored = authorizations.value(for: id) else { return nil }
      found.append(stored.authorization)
    }
    return (order, found)
  }
}

extension Authorization {
  fileprivate var name: AuthorizedName { AuthorizedName(identifier, isWildcard: isWildcard) }
}
