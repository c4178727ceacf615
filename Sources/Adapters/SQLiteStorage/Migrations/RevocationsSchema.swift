internal import GRDB

/// Revoked certificates and blocked keys.
enum RevocationsSchema {
  static let name = "0004 revocations"

  static func create(in database: Database) throws {
    try database.execute(sql: "")
  }
}
