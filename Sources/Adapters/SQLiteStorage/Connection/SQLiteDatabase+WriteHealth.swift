internal import GRDB
package import Storage

extension SQLiteDatabase: WriteHealth {
  package func trouble() async -> StorageError? {
    guard writer.trouble != nil else { return nil }
    do throws(StorageError) {
      // The number means nothing; what changes it needs a page of the log and a sync, as all writes do.
      try await writer.write { database in
        let number = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        try database.execute(sql: "PRAGMA user_version = \(number == 1 ? 2 : 1)")
      }
      writer.endTrouble()
      return nil
    } catch {
      return error
    }
  }

  package var concern: String? { logHealth.concern }
}
