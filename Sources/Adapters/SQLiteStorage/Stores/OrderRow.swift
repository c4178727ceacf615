internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

extension Order {
  static let columns =
    """
    id, account, identifiers, authorizations, profile, requested_not_before, requested_not_after,
    replaces, replaces_issuer_key, urgent_from, created_at, expires_at, state, serial, failure
    """

  static let fetchSQL = "SELECT \(columns) FROM orders WHERE id = ?"

  static let insertSQL =
    "INSERT INTO orders (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

  var insertedColumns: StatementArguments {
    get throws {
      let (name, serial, failure) = try stateColumns
      return [
        id.blob, account.blob, NameText.joined(identifiers.map(\.columnText)),
        Data(authorizations.flatMap(\.bytes)), profile, requestedNotBefore?.column,
        requestedNotAfter?.column, replaces?.reference.serial.blob,
        replaces.map { Data($0.reference.issuerKeyIdentifier) }, replaces?.urgentFrom?.column,
        createdAt.column, expiresAt.column, name, serial, failure,
      ]
    }
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
    guard try endIfProcessing(id, as: outcome, in: database) else {
      throw StorageError.corrupt(what: "a job whose order is not processing")
    }
  }

  /// - Returns: Whether it was processing.
  static func endIfProcessing(_ id: OrderID, as outcome: Outcome, in database: Database) throws
    -> Bool
  {
    let end = try database.cachedStatement(
      sql: """
        UPDATE orders SET state = ?, serial = ?, failure = ? WHERE id = ? AND state = 'processing'
        """)
    switch outcome {
    case .issued(let serial): try end.execute(arguments: ["valid", serial.blob, nil, id.blob])
    case .failed(let failure):
      try end.execute(arguments: ["invalid", nil, JSONColumn.text(of: failure), id.blob])
    }
    return database.changesCount == 1
  }

  func fetchAuthorizations(in database: Database) throws -> [StoredAuthorization] {
    try authorizations.map { id in
      guard let authorization = try StoredAuthorization.fetch(id, in: database) else {
        throw StorageError.corrupt(what: "an order without one of its authorizations")
      }
      return authorization
    }
  }

  init(row: Row) throws {
    var columns = ColumnReader(row, of: "orders")
    let id: OrderID = try columns.id()
    let account: AccountID = try columns.id()
    let identifiers = try NameText.names(in: columns.value()).map { try Identifier(columnText: $0) }
    let authorizations = try Self.ids(in: columns.bytes())
    let profile: String = try columns.value()
    let (notBefore, notAfter) = (columns.optionalTimestamp(), columns.optionalTimestamp())
    let replaces = try columns.replacedCertificate()
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
      replaces: replaces, createdAt: createdAt, expiresAt: expiresAt, state: state)
  }

  private static func ids(in bytes: [UInt8]) throws -> [AuthorizationID] {
    try stride(from: 0, to: bytes.count, by: AuthorizationID.byteCount).map { start in
      guard let id = AuthorizationID(bytes: bytes[start...].prefix(AuthorizationID.byteCount))
      else { throw StorageError.corrupt(what: "the authorizations in a row of orders") }
      return id
    }
  }
}

extension ColumnReader {
  fileprivate mutating func replacedCertificate() throws -> ReplacedCertificate? {
    let (serial, key) = (try serial(), optional(Data.self))
    let urgentFrom = optionalTimestamp()
    guard let serial else { return nil }
    guard let key else { throw corrupt("what is replaced") }
    return ReplacedCertificate(
      CertificateReference(issuerKeyIdentifier: [UInt8](key), serial: serial),
      urgentFrom: urgentFrom)
  }
}
