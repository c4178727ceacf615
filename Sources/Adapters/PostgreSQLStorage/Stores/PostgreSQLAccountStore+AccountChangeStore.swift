package import AuthorityModel
package import Storage

extension PostgreSQLAccountStore: AccountChangeStore {
  static let change = Statement(
    "change account",
    """
    WITH changed AS (
      UPDATE accounts
      SET contacts = coalesce($3, contacts), agreed_terms = coalesce($4, agreed_terms),
        has_agreed_to_terms = has_agreed_to_terms OR $4 IS NOT NULL, status = coalesce($5, status),
        written_by = $7
      WHERE id = $1 AND key_thumbprint = $2 AND status = 'valid'
      RETURNING *),
    agreed AS (
      INSERT INTO agreements (account, terms, agreed_at)
      SELECT id, $4, $6 FROM changed WHERE $4 IS NOT NULL
      ON CONFLICT DO NOTHING)
    SELECT \(Account.columns) FROM changed
    """)

  static let written = Statement(
    "account of write",
    "SELECT \(Account.columns) FROM accounts WHERE id = $1 AND written_by = $2")

  package func apply(_ change: AccountChange, to account: Account, at now: Timestamp)
    async throws(StorageError) -> Account?
  {
    let write = WriteID()
    var contacts: String?
    if let new = change.contacts { contacts = try JSONColumn.text(of: new) }
    let arguments: [Argument] = [
      account.id.argument, .bytes(account.keyThumbprint), .text(contacts),
      .text(change.agreedTerms), .text(change.status?.rawValue), now.argument, write.argument,
    ]
    return try await database.write(
      Write(
        Self.change, arguments,
        recognizedBy: Recognition(
          Self.written, [account.id.argument, write.argument], where: { $0 == nil }
        ) { rows in
          try rows.first(of: "accounts", Account.init).map(Optional.some)
        }
      ) { try $0.first(of: "accounts", Account.init) })
  }

  /// A key that another account takes at this moment breaks the index, and the statement runs again.
  static let replacement = Statement(
    "replace account key",
    """
    WITH holder AS (SELECT id FROM accounts WHERE key_thumbprint = $4),
    replaced AS (
      UPDATE accounts SET key = $3, key_thumbprint = $4, written_by = $5
      WHERE id = $1 AND key_thumbprint = $2 AND status = 'valid'
        AND NOT EXISTS (SELECT FROM holder)
      RETURNING *)
    SELECT h.id, \(Account.columns(of: "r"))
    FROM (SELECT) AS one LEFT JOIN holder AS h ON true LEFT JOIN replaced AS r ON true
    """)

  package func replaceKey(of account: Account, by key: [UInt8], thumbprint: [UInt8])
    async throws(StorageError) -> KeyReplacement
  {
    let id = WriteID()
    let recognition = Recognition<KeyReplacement>(
      Self.written, [account.id.argument, id.argument],
      where: { if case .replaced = $0 { false } else { true } },
      { try $0.first(of: "accounts", Account.init).map(KeyReplacement.replaced) })
    let write = Write(
      Self.replacement,
      [
        account.id.argument, .bytes(account.keyThumbprint), .bytes(key), .bytes(thumbprint),
        id.argument,
      ], recognizedBy: recognition
    ) { rows in
      try rows.first(of: "accounts") { columns in
        let holder: AccountID? = try columns.optionalID()
        if let holder { return KeyReplacement.taken(by: holder) }
        return try columns.isNull() ? .overtaken : .replaced(Account(&columns))
      } ?? .overtaken
    }
    do throws(StorageError) {
      return try await database.write(write)
    } catch {
      guard case .corrupt = error else { throw error }
      return try await database.write(write)
    }
  }
}

extension PostgreSQLAccountStore: BulkAccounts {
  static let bulk = Statement(
    "set bulk account",
    "UPDATE accounts SET is_bulk = $2 WHERE id = $1 RETURNING \(Account.columns)")

  package func setBulk(_ isBulk: Bool, for account: AccountID) async throws(StorageError)
    -> Account?
  {
    try await database.write(
      Write(Self.bulk, [account.argument, .boolean(isBulk)]) {
        try $0.first(of: "accounts", Account.init)
      })
  }
}

extension Account {
  fileprivate static func columns(of table: String) -> String {
    columns.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
