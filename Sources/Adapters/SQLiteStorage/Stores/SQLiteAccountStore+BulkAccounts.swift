package import AuthorityModel
internal import GRDB
package import Storage

extension SQLiteAccountStore: BulkAccounts {
  package func setBulk(_ isBulk: Bool, for account: AccountID) async throws(StorageError)
    -> Account?
  {
    try await database.writer.write({ database in
      let update = try database.cachedStatement(
        sql: "UPDATE accounts SET is_bulk = ? WHERE id = ?")
      try update.execute(arguments: [isBulk, account.blob])
      return try Account.fetch(where: "id", account.blob, database)
    }) { [cache = database.cache] changed in
      if let changed { cache.publish { $0.put(changed) } }
    }
  }
}
