internal import AuthorityModel
internal import Storage

extension Order {
  static let columnNames = [
    "id", "account", "identifiers", "authorizations", "profile", "requested_not_before",
    "requested_not_after", "replaces", "replaces_issuer_key", "urgent_from", "created_at",
    "expires_at", "state", "serial", "failure",
  ]

  static let columns = columnNames.joined(separator: ", ")

  static func columns(of table: String) -> String {
    columnNames.map { "\(table).\($0)" }.joined(separator: ", ")
  }

  var arguments: [Argument] {
    get throws(StorageError) {
      let (name, serial, failure) = try stateArguments
      return [
        id.argument, account.argument, .text(NameText.joined(identifiers.map(\.columnText))),
        .ids(authorizations.map(\.bytes)), .text(profile), requestedNotBefore.argument,
        requestedNotAfter.argument, .bytes(replaces?.reference.serial.bytes),
        .bytes(replaces?.reference.issuerKeyIdentifier), (replaces?.urgentFrom).argument,
        createdAt.argument,
        expiresAt.argument, .text(name), serial, failure,
      ]
    }
  }

  private var stateArguments: (name: String, serial: Argument, failure: Argument) {
    get throws(StorageError) {
      switch state {
      case .open: ("open", .null, .null)
      case .processing: ("processing", .null, .null)
      case .valid(let serial): ("valid", serial.argument, .null)
      case .invalid(let failure): ("invalid", .null, .text(try JSONColumn.text(of: failure)))
      }
    }
  }

  init(_ columns: inout RowReader) throws {
    let id: OrderID = try columns.id()
    let account: AccountID = try columns.id()
    let identifiers = try NameText.names(in: columns.text()).map { try Identifier(columnText: $0) }
    let authorizations: [AuthorizationID] = try columns.ids()
    let profile = try columns.text()
    let (notBefore, notAfter) = (
      try columns.optionalTimestamp(), try columns.optionalTimestamp()
    )
    let replaces = try columns.replacedCertificate()
    let (createdAt, expiresAt) = (try columns.timestamp(), try columns.timestamp())
    let name = try columns.text()
    let serial = try columns.serial()
    let failure: Failure? = try columns.optionalJSON()
    let state: State
    switch (name, serial, failure) {
    case ("open", _, _): state = .open
    case ("processing", _, _): state = .processing
    case ("valid", let serial?, _): state = .valid(certificate: serial)
    case ("invalid", _, let failure?): state = .invalid(failure)
    default: throw columns.corrupt("the state")
    }
    self.init(
      id: id, account: account, identifiers: identifiers, authorizations: authorizations,
      profile: profile, requestedNotBefore: notBefore, requestedNotAfter: notAfter,
      replaces: replaces, createdAt: createdAt, expiresAt: expiresAt, state: state)
  }
}

extension RowReader {
  fileprivate mutating func replacedCertificate() throws -> ReplacedCertificate? {
    let (serial, key) = (try serial(), try optionalBytes())
    let urgentFrom = try optionalTimestamp()
    guard let serial else { return nil }
    guard let key else { throw corrupt("what is replaced") }
    return ReplacedCertificate(
      CertificateReference(issuerKeyIdentifier: key, serial: serial), urgentFrom: urgentFrom)
  }
}

extension Rows {
  /// Orders that are each followed by the columns of one authorization, or of none; a row for each.
  func ordersWithAuthorizations() throws -> [(order: Order, authorizations: [Authorization])] {
    var orders: [Order] = []
    var authorizations: [AuthorizationID: Authorization] = [:]
    _ = try map(of: "orders") { columns in
      // The order's columns are the same in all of its rows.
      let order = try Order(&columns)
      if orders.last?.id != order.id { orders.append(order) }
      guard !columns.isNull() else { return }
      let authorization = try Authorization(&columns)
      authorizations[authorization.id] = authorization
    }
    return try orders.map { order in
      let found = order.authorizations.compactMap { authorizations[$0] }
      guard found.isEmpty || found.count == order.authorizations.count else {
        throw StorageError.corrupt(what: "an order without one of its authorizations")
      }
      return (order, found)
    }
  }
}
