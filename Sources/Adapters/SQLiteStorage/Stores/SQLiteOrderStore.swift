package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

package struct SQLiteOrderStore: OrderStore {
  let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  package func insert(_ order: Order, with authorizations: [Authorization])
    async throws(StorageError)
  {
    try await database.writer.write { database in
      for authorization in authorizations { try authorization.insert(in: database) }
      try order.insert(in: database)
    }
  }

  package func order(_ id: OrderID) async throws(StorageError)
    -> (order: Order, authorizations: [Authorization])?
  {
    try await database.readSnapshot { database in
      let select = try database.cachedStatement(
        sql: "SELECT \(Order.columns) FROM orders WHERE id = ?")
      guard let order = try Row.fetchOne(select, arguments: [id.blob]).map(Order.init) else {
        return nil
      }
      return (order, try order.fetchAuthorizations(in: database))
    }
  }

  package func liveAuthorizations(
    of account: AccountID, for names: [AuthorizedName], until time: Timestamp
  ) async throws(StorageError) -> [[Authorization]] {
    try await database.readSnapshot { database in
      try names.map {
        try Authorization.fetchLive(for: $0, of: account, until: time, in: database)
      }
    }
  }

  package func accept(_ order: Order, request: CertificateRequest, at now: Timestamp)
    async throws(StorageError) -> Bool
  {
    try await database.writer.write { database in
      // One may have been given up while CAA records were looked at (RFC 8555 §7.5.2).
      let givenUp = try database.cachedStatement(
        sql: "SELECT 1 FROM authorizations WHERE id = ? AND state = 'deactivated'")
      for id in order.authorizations
      where try Int.fetchOne(givenUp, arguments: [id.blob]) != nil {
        return false
      }
      let accept = try database.cachedStatement(
        sql: """
          UPDATE orders SET state = 'processing' WHERE id = ?1 AND state = 'open'
            AND NOT EXISTS (SELECT 1 FROM accounts WHERE id = ?2 AND status <> 'valid')
          """)
      try accept.execute(arguments: [order.id.blob, order.account.blob])
      guard database.changesCount == 1 else { return false }
      let enqueue = try database.cachedStatement(
        sql: """
          INSERT INTO jobs (order_id, account, subject_public_key_info, names, profile,
            requested_not_before, requested_not_after, caa_checked_at, accepted_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      try enqueue.execute(arguments: [
        order.id.blob, order.account.blob, Data(request.subjectPublicKeyInfo),
        NameList.text(of: request.names), request.profile, request.requestedNotBefore?.column,
        request.requestedNotAfter?.column, request.caaCheckedAt?.column, now.column,
      ])
      return true
    }
  }
}

extension Order {
  static let columns =
    """
    id, account, identifiers, authorizations, profile, requested_not_before, requested_not_after,
    created_at, expires_at, state, serial, failure
    """

  fileprivate func insert(in database: Database) throws {
    let (name, serial, failure) = try stateColumns
    let insert = try database.cachedStatement(
      sql: "INSERT INTO orders (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    try insert.execute(arguments: [
      id.blob, account.blob, NameList.text(of: identifiers.map(\.column)),
      Data(authorizations.flatMap(\.bytes)), profile, requestedNotBefore?.column,
      requestedNotAfter?.column, createdAt.column, expiresAt.column, name, serial, failure,
    ])
  }

  private var stateColumns: (name: String, serial: Data?, failure: String?) {
    get throws {
      switch state {
      case .open: ("open", nil, nil)
      case .processing: ("processing", nil, nil)
      case .valid(let serial): ("valid", serial.blob, nil)
      case .invalid(let failure): ("invalid", nil, try JSONColumn.text(of: failure))
      }
    }
  }

  /// Ends an accepted order, as a part of the commit that ends its job.
  static func end(_ id: OrderID, as outcome: Outcome, in database: Database) throws {
    let end = try database.cachedStatement(
      sql: """
        UPDATE orders SET state = ?, serial = ?, failure = ? WHERE id = ? AND state = 'processing'
        """)
    switch outcome {
    case .issued(let serial): try end.execute(arguments: ["valid", serial.blob, nil, id.blob])
    case .failed(let failure):
      try end.execute(arguments: ["invalid", nil, JSONColumn.text(of: failure), id.blob])
    }
    guard database.changesCount == 1 else {
      throw StorageError.corrupt(what: "a job whose order is not processing")
    }
  }

  func fetchAuthorizations(in database: Database) throws -> [Authorization] {
    try authorizations.map { id in
      guard let authorization = try Authorization.fetch(id, in: database) else {
        throw StorageError.corrupt(what: "an order without one of its authorizations")
      }
      return authorization
    }
  }

  init(row: Row) throws {
    var columns = ColumnReader(row, of: "orders")
    let id: OrderID = try columns.id()
    let account: AccountID = try columns.id()
    let identifiers = try NameList.names(in: columns.value()).map { try Identifier(column: $0) }
    let authorizations = try Self.ids(in: columns.bytes())
    let profile: String = try columns.value()
    let (notBefore, notAfter) = (columns.optionalTimestamp(), columns.optionalTimestamp())
    let (createdAt, expiresAt) = (try columns.timestamp(), try columns.timestamp())
    let name: String = try columns.value()
    let serial = try columns.serial()
    let state: State
    switch (name, serial) {
    case ("open", _): state = .open
    case ("processing", _): state = .processing
    case ("valid", let serial?): state = .valid(certificate: serial)
    case ("invalid", _): state = .invalid(try columns.json())
    default: throw columns.corrupt("the state")
    }
    self.init(
      id: id, account: account, identifiers: identifiers, authorizations: authorizations,
      profile: profile, requestedNotBefore: notBefore, requestedNotAfter: notAfter,
      createdAt: createdAt, expiresAt: expiresAt, state: state)
  }

  private static func ids(in bytes: [UInt8]) throws -> [AuthorizationID] {
    try stride(from: 0, to: bytes.count, by: AuthorizationID.byteCount).map { start in
      guard let id = AuthorizationID(bytes: bytes[start...].prefix(AuthorizationID.byteCount))
      else { throw StorageError.corrupt(what: "the authorizations in a row of orders") }
      return id
    }
  }
}
