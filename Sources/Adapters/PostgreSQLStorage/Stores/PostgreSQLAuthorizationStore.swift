package import AuthorityModel
package import Storage

package struct PostgreSQLAuthorizationStore: AuthorizationStore {
  private let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  static let byID = Statement(
    "authorization by id",
    "SELECT \(Authorization.columns(of: "a")) FROM authorizations AS a WHERE id = $1")

  package func authorization(_ id: AuthorizationID) async throws(StorageError) -> Authorization? {
    try await database.read(Self.byID, [id.argument]) { rows in
      try rows.first(of: "authorizations", Authorization.init)
    }
  }

  static let replacement = Statement(
    "replace authorization",
    """
    UPDATE authorizations
    SET state = $6, expires_at = $7, challenges = $8, evidence = $9, is_in_validation = $10,
      written_by = $11
    WHERE id = $1 AND state = $2 AND expires_at = $3 AND challenges = $4
      AND evidence IS NOT DISTINCT FROM $5
    RETURNING true
    """)

  /// Once it was changed again, nobody can tell: then somebody else seems to have been faster.
  static let replaced = Statement(
    "replaced authorization", "SELECT FROM authorizations WHERE id = $1 AND written_by = $2")

  package func update(_ old: Authorization, to new: Authorization) async throws(StorageError)
    -> Bool
  {
    let write = WriteID()
    let arguments =
      try [old.id.argument] + old.changingArguments + new.changingArguments
      + [.boolean(new.isInValidation), write.argument]
    return try await database.write(
      Write(
        Self.replacement, arguments,
        recognizedBy: Recognition(
          anyRowOf: Self.replaced, [old.id.argument, write.argument])
      ) { $0.count > 0 })
  }

  static let inValidation = Statement(
    "authorizations in validation",
    """
    SELECT \(Authorization.columns(of: "a")) FROM authorizations AS a
    WHERE is_in_validation ORDER BY id
    """)

  package func authorizationsInValidation() async throws(StorageError) -> [Authorization] {
    try await database.read(Self.inValidation, []) { rows in
      try rows.map(of: "authorizations", Authorization.init)
    }
  }
}

package struct PostgreSQLProvenControl: ProvenControl {
  private let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  /// Names without a valid authorization; the index asks for both of its own conditions.
  static let missing = Statement(
    "names without control",
    """
    SELECT FROM unnest($2::text[], $3::boolean[]) AS n(identifier, is_wildcard)
    WHERE NOT EXISTS (SELECT FROM authorizations
      WHERE account = $1 AND identifier = n.identifier AND is_wildcard = n.is_wildcard
        AND expires_at > $4 AND state = 'valid' AND state IN ('pending', 'valid')
        AND NOT is_in_validation)
    LIMIT 1
    """)

  package func account(_ account: AccountID, controls names: [String], at now: Timestamp)
    async throws(StorageError) -> Bool
  {
    let wildcards = names.map { $0.hasPrefix("*.") }
    let identifiers = zip(names, wildcards).map { name, isWildcard in
      Identifier.dns(isWildcard ? String(name.dropFirst(2)) : name).columnText
    }
    return try await database.read(
      Self.missing,
      [account.argument, .texts(identifiers), .booleans(wildcards), now.argument]
    ) { $0.count == 0 }
  }
}
