internal import AuthorityModel
internal import GRDB
internal import Storage

extension SetAsideJob {
  static let columns =
    "number, class, place, order_id, account, accepted_at, set_aside_at, tries, reason"

  func insert(in database: Database) throws {
    let insert = try database.cachedStatement(
      sql: "INSERT INTO set_aside_jobs (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    try insert.execute(arguments: [
      position.number, position.queueClass.rawValue, position.place, order.blob, account.blob,
      acceptedAt.column, setAsideAt.column, tries, reason,
    ])
  }
}
