package import AuthorityModel
internal import GRDB
package import Storage

package struct SQLiteAuthorizationStore: AuthorizationStore {
  private let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  package func authorization(_ id: AuthorizationID) async throws(StorageError) -> Authorization? {
    try await database.read { try Authorization.fetch(id, in: $0) }
  }

  package func update(_ old: Authorization, to new: Authorization) async throws(StorageError)
    -> Bool
  {
    try await database.writer.write { database in
      // The text of the challenges serves for the comparison; only where it differs, as it may after
      // a change of the encoding, the values themselves are compared.
      if try new.replace(old, withChallenges: JSONColumn.text(of: old.challenges), in: database) {
        return true
      }
      let select = try database.cachedStatement(
        sql: "SELECT challenges FROM authorizations WHERE id = ?")
      guard try Authorization.fetch(old.id, in: database) == old,
        let text = try String.fetchOne(select, arguments: [old.id.blob])
      else { return false }
      return try new.replace(old, withChallenges: text, in: database)
    }
  }

  package func authorizationsInValidation() async throws(StorageError) -> [Authorization] {
    try await database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT \(Authorization.columns) FROM authorizations
          WHERE is_in_validation = 1 ORDER BY id
          """
      ).map(Authorization.init)
    }
  }
}

extension Authorization {
  fileprivate static let columns =
    "id, account, identifier, is_wildcard, state, expires_at, challenges, evidence"

  private var evidenceColumn: String? {
    get throws { try evidence.map(JSONColumn.text(of:)) }
  }

  static func fetch(_ id: AuthorizationID, in database: Database) throws -> Authorization? {
    let select = try database.cachedStatement(
      sql: "SELECT \(columns) FROM authorizations WHERE id = ?")
    return try Row.fetchOne(select, arguments: [id.blob]).map(Authorization.init)
  }

  /// As in ``OrderStore/liveAuthorizations(of:for:until:)``; `authorizations_live` is the index.
  static func fetchLive(
    for name: AuthorizedName, of account: AccountID, until time: Timestamp, in database: Database
  ) throws -> [Authorization] {
    let select = try database.cachedStatement(sql: liveQuery)
    return try Row.fetchAll(
      select,
      arguments: [account.blob, name.identifier.column, name.isWildcard, time.column]
    ).map(Authorization.init)
  }

  static let liveQuery = """
    SELECT \(columns) FROM authorizations
    WHERE account = ? AND identifier = ? AND is_wildcard = ? AND expires_at >= ?
      AND state IN ('pending', 'valid') AND is_in_validation = 0
    ORDER BY expires_at DESC LIMIT 8
    """

  func insert(in database: Database) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO authorizations (\(Self.columns), is_in_validation) 
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      id.blob, account.blob, identifier.column, isWildcard, state.rawValue, expiresAt.column,
      JSONColumn.text(of: challenges), evidenceColumn, isInValidation,
    ])
  }

  fileprivate func replace(
    _ old: Authorization, withChallenges text: String, in database: Database
  ) throws -> Bool {
    let update = try database.cachedStatement(
      sql: """
        UPDATE authorizations
        SET state = ?, expires_at = ?, challenges = ?, evidence = ?, is_in_validation = ?
        WHERE id = ? AND state = ? AND expires_at = ? AND challenges = ?
        """)
    try update.execute(arguments: [
      state.rawValue, expiresAt.column, JSONColumn.text(of: challenges), evidenceColumn,
      isInValidation, old.id.blob, old.state.rawValue, old.expiresAt.column, text,
    ])
    return database.changesCount == 1
  }

  fileprivate init(row: Row) throws {
    var columns = ColumnReader(row, of: "authorizations")
    self.init(
      id: try columns.id(), account: try columns.id(),
      identifier: try Identifier(column: columns.value(String.self)),
      isWildcard: try columns.value(), state: try columns.choice(),
      expiresAt: try columns.timestamp(), challenges: try columns.json(),
      evidence: try columns.optionalJSON())
  }
}
