internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

extension Order {
  static let rivalsSQL = """
    SELECT \(columns) FROM orders WHERE replaces = ?1 AND state <> 'invalid'
      AND NOT (state = 'open' AND expires_at < ?2)
    """

  /// The order that replaces the same certificate already and isn't invalid, as a commit under way sees it.
  ///
  /// All writers share one connection, so nobody places another between this look and the insertion. An
  /// order may be invalid without its row saying so: it expired, or an authorization failed; neither can
  /// be undone, so whoever is free to come next stays so.
  func rival(in database: Database) throws -> OrderID? {
    guard let replaces else { return nil }
    let select = try database.cachedStatement(sql: Self.rivalsSQL)
    let rows = try Row.fetchAll(
      select, arguments: [replaces.reference.serial.blob, createdAt.column])
    for rival in try rows.map(Order.init) {
      let authorizations =
        rival.state == .open
        ? try rival.fetchAuthorizations(in: database).map(\.authorization) : []
      if rival.status(given: authorizations, at: createdAt) != .invalid { return rival.id }
    }
    return nil
  }
}
