internal import AuthorityModel
internal import GRDB
internal import Storage

extension StoredAuthorization {
  static let columns =
    "id, account, identifier, is_wildcard, state, expires_at, challenges, evidence, revision"

  private static let fetchSQL = "SELECT \(columns) FROM authorizations WHERE id = ?"

  static func fetch(_ id: AuthorizationID, in database: Database) throws -> StoredAuthorization? {
    let select = try database.cachedStatement(sql: fetchSQL)
    return try Row.fetchOne(select, arguments: [id.blob]).map(StoredAuthorization.init)
  }

  init(row: Row) throws {
    var columns = ColumnReader(row, of: "authorizations")
    self.init(
      authorization: Authorization(
        id: try columns.id(), account: try columns.id(),
        identifier: try Identifier(columnText: columns.value(String.self)),
        isWildcard: try columns.value(), state: try columns.choice(),
        expiresAt: try columns.timestamp(), challenges: try columns.json(),
        evidence: try columns.optionalJSON()),
      revision: try columns.value())
  }
}

extension Authorization {
  /// As in ``OrderStore/liveAuthorizations(of:for:until:)``; `authorizations_live` is the index.
  static func fetchLive(
    for names: [AuthorizedName], of account: AccountID, until time: Timestamp, in database: Database
  ) throws -> [[Authorization]] {
    let select = try database.cachedStatement(sql: liveQuery)
    return try names.map { name in
      try Row.fetchAll(
        select,
        arguments: [account.blob, name.identifier.columnText, name.isWildcard, time.column]
      ).map { try StoredAuthorization(row: $0).authorization }
    }
  }

  static let liveQuery = """
    SELECT \(StoredAuthorization.columns) FROM authorizations
    WHERE account = ? AND identifier = ? AND is_wildcard = ? AND expires_at >= ?
      AND state IN ('pending', 'valid') AND is_in_validation = 0
    ORDER BY expires_at DESC LIMIT 8
    """

  /// For which names an account has authorizations that live or may live on.
  static let namesQuery = """
    SELECT identifier, is_wildcard FROM authorizations INDEXED BY authorizations_live
    WHERE account = ?1 AND state IN ('pending', 'valid') AND is_in_validation = 0
    UNION ALL SELECT identifier, is_wildcard FROM authorizations
    WHERE is_in_validation = 1 AND account = ?1
    LIMIT ?2
    """

  static func fetchNames(of account: AccountID, in database: Database) throws -> [AuthorizedName] {
    let select = try database.cachedStatement(sql: namesQuery)
    return try Row.fetchAll(select, arguments: [account.blob, NameMemory.readLimit + 1]).map {
      var columns = ColumnReader($0, of: "authorizations")
      return AuthorizedName(
        try Identifier(columnText: columns.value(String.self)), isWildcard: try columns.value())
    }
  }

  static let insertSQL = """
    INSERT INTO authorizations
      (id, account, identifier, is_wildcard, state, expires_at, challenges, evidence,
       is_in_validation)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  var insertedColumns: StatementArguments {
    get throws {
      [id.blob, account.blob, identifier.columnText, isWildcard] + (try changingColumns)
    }
  }

  static let updateSQL = """
    UPDATE authorizations
    SET state = ?3, expires_at = ?4, challenges = ?5, evidence = ?6, is_in_validation = ?7,
      revision = revision + 1
    WHERE id = ?1 AND revision = ?2
    """

  var changingColumns: StatementArguments {
    get throws {
      [
        state.rawValue, expiresAt.column, try ChallengeText.text(of: challenges),
        try evidence.map(EvidenceText.text), isInValidation,
      ]
    }
  }
}
