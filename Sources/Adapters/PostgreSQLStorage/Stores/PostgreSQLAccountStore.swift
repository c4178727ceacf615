package import AuthorityModel
package import Storage

package struct PostgreSQLAccountStore: AccountStore {
  let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  /// An account that has the key already is locked by the vain update, so that it is returned even
  /// where it was committed after the statement began.
  static let insertion = Statement(
    "insert account",
    """
    WITH stored AS (
      INSERT INTO accounts AS a (\(Account.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (key_thumbprint) DO UPDATE SET key_thumbprint = excluded.key_thumbprint
      RETURNING *),
    agreed AS (
      INSERT INTO agreements (account, terms, agreed_at)
      SELECT id, agreed_terms, created_at FROM stored WHERE id = $1 AND agreed_terms IS NOT NULL
      ON CONFLICT DO NOTHING)
    SELECT \(Account.columns) FROM stored
    """)

  package func insert(_ account: Account) async throws(StorageError)
    -> (account: Account, isNew: Bool)
  {
    let arguments: [Argument] = [
      account.id.argument, .bytes(account.keyThumbprint), .bytes(account.key),
      .text(try JSONColumn.text(of: account.contacts)), .boolean(account.hasAgreedToTerms),
      .text(account.agreedTerms), account.createdAt.argument, .text(account.status.rawValue),
      .boolean(account.isBulk),
    ]
    // The second time it is the holder of the key, and known by its id.
    let holder = try await database.write(
      Write(Self.insertion, arguments) { try $0.first(of: "accounts", Account.init) })
    guard let holder else {
      throw .corrupt(what: "an account key that is taken by no account")
    }
    return (holder, holder.id == account.id)
  }

  static let byID = Statement(
    "account by id", "SELECT \(Account.columns) FROM accounts WHERE id = $1")
  static let byKey = Statement(
    "account by key", "SELECT \(Account.columns) FROM accounts WHERE key_thumbprint = $1")

  package func account(_ id: AccountID) async throws(StorageError) -> Account? {
    try await database.read(Self.byID, [id.argument]) { rows in
      try rows.first(of: "accounts", Account.init)
    }
  }

  package func account(keyThumbprint: [UInt8]) async throws(StorageError) -> Account? {
    try await database.read(Self.byKey, [.bytes(keyThumbprint)]) { rows in
      try rows.first(of: "accounts", Account.init)
    }
  }
}

extension Account {
  static let columns =
    """
    id, key_thumbprint, key, contacts, has_agreed_to_terms, agreed_terms, created_at, status, is_bulk
    """

  init(_ columns: inout RowReader) throws {
    let id: AccountID = try columns.id()
    let keyThumbprint = try columns.bytes()
    self.init(
      id: id, key: try columns.bytes(), keyThumbprint: keyThumbprint,
      contacts: try columns.json(), hasAgreedToTerms: try columns.boolean(),
      agreedTerms: try columns.optionalText(), createdAt: try columns.timestamp(),
      status: try columns.choice(), isBulk: try columns.boolean())
  }
}
