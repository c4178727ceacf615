package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

package struct SQLiteAccountStore: AccountStore {
  let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  package func insert(_ account: Account) async throws(StorageError)
    -> (account: Account, isNew: Bool)
  {
    try await database.writer.write({ database in
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO accounts (\(Account.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (key_thumbprint) DO NOTHING
          """)
      try insert.execute(arguments: [
        account.id.blob, Data(account.keyThumbprint), Data(account.key),
        JSONColumn.text(of: account.contacts), account.hasAgreedToTerms, account.agreedTerms,
        account.createdAt.column, account.status.rawValue,
        account.isBulk,
      ])
      if database.changesCount == 1 {
        if let terms = account.agreedTerms {
          try Agreement(account: account.id, terms: terms, at: account.createdAt)
            .insert(in: database)
        }
        return (account, true)
      }
      guard
        let holder = try Account.fetch(
          where: "key_thumbprint", Data(account.keyThumbprint), database)
      else { throw StorageError.corrupt(what: "an account key that is taken by no account") }
      return (holder, false)
    }) { [cache = database.cache] account, isNew in
      cache.publish { rows in
        rows.put(account)
        if isNew { rows.liveNames.begin(account.id, with: []) }
      }
    }
  }

  package func account(_ id: AccountID) async throws(StorageError) -> Account? {
    try await account(where: "id", id.blob) { $0.accounts.value(for: id) }
  }

  package func account(keyThumbprint: [UInt8]) async throws(StorageError) -> Account? {
    try await account(where: "key_thumbprint", Data(keyThumbprint)) {
      $0.account(keyThumbprint: keyThumbprint)
    }
  }

  private func account(
    where column: String, _ value: Data, known: (inout RowCache.Rows) -> Account?
  ) async throws(StorageError) -> Account? {
    if let account = database.cache.look(known) { return account }
    let moment = database.cache.moment
    let found = try await database.read { try Account.fetch(where: column, value, $0) }
    if let found { database.cache.remember(asOf: moment) { $0.put(found) } }
    return found
  }
}

extension Account {
  static let columns =
    """
    id, key_thumbprint, key, contacts, has_agreed_to_terms, agreed_terms, created_at, status, is_bulk
    """

  static func fetch(where column: String, _ value: Data, _ database: Database) throws
    -> Account?
  {
    let select = try database.cachedStatement(
      sql: "SELECT \(columns) FROM accounts WHERE \(column) = ?")
    return try Row.fetchOne(select, arguments: [value]).map(Account.init)
  }

  init(row: Row) throws {
    var columns = ColumnReader(row, of: "accounts")
    let id: AccountID = try columns.id()
    let keyThumbprint = try columns.bytes()
    self.init(
      id: id, key: try columns.bytes(), keyThumbprint: keyThumbprint,
      contacts: try columns.json(), hasAgreedToTerms: try columns.value(),
      agreedTerms: columns.optional(), createdAt: try columns.timestamp(),
      status: try columns.choice(), isBulk: try columns.value())
  }
}
