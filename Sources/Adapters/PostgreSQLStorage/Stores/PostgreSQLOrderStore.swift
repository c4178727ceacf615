package import AuthorityModel
package import Storage

package struct PostgreSQLOrderStore: OrderStore {
  let database: PostgreSQLDatabase
  let accountShare: AccountShare

  package init(_ database: PostgreSQLDatabase, accountShare: AccountShare) {
    self.database = database
    self.accountShare = accountShare
  }

  private static let newAuthorizations = """
    SELECT * FROM unnest($16::uuid[], $17::uuid[], $18::text[], $19::boolean[], $20::text[],
      $21::bigint[], $22::text[], $23::text[], $24::boolean[])
    """
  private static let authorizationColumns =
    "\(Authorization.columnNames.joined(separator: ", ")), is_in_validation"
  private static let newOrder =
    "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15"

  static let insertion = Statement(
    "insert order",
    """
    WITH new AS (INSERT INTO authorizations (\(authorizationColumns)) \(newAuthorizations))
    INSERT INTO orders (\(Order.columns)) \(newOrder)
    """)

  static let inserted = Statement(
    "inserted order",
    """
    SELECT NULL::uuid FROM orders WHERE id = $1
      AND (SELECT count(*) FROM authorizations WHERE id = ANY ($2::uuid[])) = $3
    """)

  /// Orders that replace one certificate come one after the other, so that each sees the one before.
  static let holdingRivals = Statement(
    "hold rivals of order",
    "SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 9773))")

  /// Nothing is stored where an order that isn't invalid replaces the same certificate.
  ///
  /// It may be invalid without its row saying so, as in ``Order/status(given:at:)``: it expired, or one of
  /// its authorizations did, failed or was given up.
  static let replacingInsertion = Statement(
    "insert replacing order",
    """
    WITH rival AS (
      SELECT id FROM orders AS o WHERE replaces = $8 AND state <> 'invalid' AND id <> $1
        AND (state <> 'open' OR expires_at > $11 AND NOT EXISTS (
          SELECT FROM unnest(o.authorizations) AS u(id) JOIN authorizations AS a ON a.id = u.id
          WHERE a.state IN ('invalid', 'deactivated') OR a.expires_at <= $11))
      LIMIT 1),
    new AS (
      INSERT INTO authorizations (\(authorizationColumns))
      SELECT * FROM (\(newAuthorizations)) AS n WHERE NOT EXISTS (SELECT FROM rival)),
    stored AS (
      INSERT INTO orders (\(Order.columns)) \(newOrder) WHERE NOT EXISTS (SELECT FROM rival))
    SELECT rival.id FROM (SELECT) AS one LEFT JOIN rival ON true
    """)

  @discardableResult
  package func insert(_ order: Order, with authorizations: [Authorization])
    async throws(StorageError) -> OrderInsertion
  {
    let arguments = try order.arguments + authorizations.columnArguments
    let recognition = Recognition<OrderInsertion>(
      Self.inserted,
      [
        order.id.argument, .ids(authorizations.map(\.id.bytes)), .integer(authorizations.count),
      ], where: { $0 != .inserted }, { $0.count > 0 ? .inserted : nil })
    let commands: [Command]
    if let replaced = order.replaces {
      commands = [
        Command(Self.holdingRivals, [replaced.reference.serial.argument]),
        Command(Self.replacingInsertion, arguments),
      ]
    } else {
      commands = [Command(Self.insertion, arguments)]
    }
    return try await database.write(
      Write(commands, recognizedBy: recognition) { rows in
        let rival: OrderID? = try rows.first(of: "orders") { try $0.optionalID() } ?? nil
        return rival.map(OrderInsertion.alreadyReplaced) ?? .inserted
      })
  }

  static let byID = Statement(
    "order by id",
    """
    SELECT \(Order.columns(of: "o")), \(Authorization.columns(of: "a"))
    FROM orders AS o LEFT JOIN LATERAL unnest(o.authorizations) AS u(id) ON true
      LEFT JOIN authorizations AS a ON a.id = u.id
    WHERE o.id = $1
    """)

  package func order(_ id: OrderID) async throws(StorageError)
    -> (order: Order, authorizations: [Authorization])?
  {
    try await database.read(Self.byID, [id.argument]) { rows in
      guard let found = try rows.ordersWithAuthorizations().first else { return nil }
      guard found.authorizations.count == found.order.authorizations.count else {
        throw StorageError.corrupt(what: "an order without its authorizations")
      }
      return found
    }
  }

  static let live = Statement(
    "live authorizations",
    """
    SELECT n.place, \(Authorization.columns(of: "a"))
    FROM unnest($2::text[], $3::boolean[]) WITH ORDINALITY AS n(identifier, is_wildcard, place)
      CROSS JOIN LATERAL (
        SELECT * FROM authorizations
        WHERE account = $1 AND identifier = n.identifier AND is_wildcard = n.is_wildcard
          AND expires_at >= $4 AND state IN ('pending', 'valid') AND NOT is_in_validation
        ORDER BY expires_at DESC LIMIT 8) AS a
    """)

  package func liveAuthorizations(
    of account: AccountID, for names: [AuthorizedName], until time: Timestamp
  ) async throws(StorageError) -> [[Authorization]] {
    let count = names.count
    return try await database.read(
      Self.live,
      [
        account.argument, .texts(names.map(\.identifier.columnText)),
        .booleans(names.map(\.isWildcard)), time.argument,
      ]
    ) { rows in
      var found: [[Authorization]] = Array(repeating: [], count: count)
      _ = try rows.map(of: "authorizations") { columns in
        let place = try columns.int()
        guard found.indices.contains(place - 1) else { throw columns.corrupt("a place") }
        found[place - 1].append(try Authorization(&columns))
      }
      return found.map { $0.sorted { $0.expiresAt > $1.expiresAt } }
    }
  }
}

extension PostgreSQLOrderStore: OrderListing {
  /// Only an open order's status follows from its authorizations, and there may be a hundred to each.
  static let listing = Statement(
    "orders of account",
    """
    SELECT \(Order.columns(of: "o")), \(Authorization.columns(of: "a"))
    FROM (SELECT * FROM orders WHERE account = $1 AND id < $2 ORDER BY id DESC LIMIT $3) AS o
      LEFT JOIN LATERAL unnest(o.authorizations) AS u(id) ON o.state = 'open'
      LEFT JOIN authorizations AS a ON a.id = u.id
    ORDER BY o.id DESC
    """)

  /// After all ids that have a time.
  private static let end = [UInt8](repeating: 0xff, count: OrderID.byteCount)

  package func orders(of account: AccountID, before cursor: OrderID?, limit: Int)
    async throws(StorageError) -> [(order: Order, authorizations: [Authorization])]
  {
    try await database.read(
      Self.listing, [account.argument, .bytes(cursor?.bytes ?? Self.end), .integer(limit)]
    ) { try $0.ordersWithAuthorizations() }
  }
}
