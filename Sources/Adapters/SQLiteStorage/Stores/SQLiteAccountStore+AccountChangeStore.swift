package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

extension SQLiteAccountStore: AccountChangeStore {
  package func apply(_ change: AccountChange, to account: Account, at now: Timestamp)
    async throws(StorageError) -> Account?
  {
    try await database.writer.write({ database in
      let update = try database.cachedStatement(
        sql: """
          UPDATE accounts
          SET contacts = coalesce(?, contacts), agreed_terms = coalesce(?, agreed_terms),
            has_agreed_to_terms = max(has_agreed_to_terms, ?), status = coalesce(?, status)
          WHERE id = ? AND key_thumbprint = ? AND status = 'valid'
          """)
      try update.execute(arguments: [
        change.contacts.map { try JSONColumn.text(of: $0) }, change.agreedTerms,
        change.agreedTerms != nil, change.status?.rawValue, account.id.blob,
        Data(account.keyThumbprint),
      ])
      guard database.changesCount == 1 else { return nil }
      if let terms = change.agreedTerms {
        try Agreement(account: account.id, terms: terms, at: now).insert(in: database)
      }
      return try Account.fetch(where: "id", account.id.blob, database)
    }) { [cache = database.cache] changed in
      if let changed { cache.publish { $0.put(changed) } }
    }
  }

  package func replaceKey(of account: Account, by key: [UInt8], thumbprint: [UInt8])
    async throws(StorageError) -> KeyReplacement
  {
    try await database.writer.write({ database in
      // Nobody writes between these two: there is one writer at a time.
      if let holder = try Account.fetch(where: "key_thumbprint", Data(thumbprint), database) {
        return .taken(by: holder.id)
      }
      let update = try database.cachedStatement(
        sql: """
          UPDATE accounts SET key = ?, key_thumbprint = ?
          WHERE id = ? AND key_thumbprint = ? AND status = 'valid'
          """)
      try update.execute(arguments: [
        Data(key), Data(thumbprint), account.id.blob, Data(account.keyThumbprint),
      ])
      guard database.changesCount == 1,
        let changed = try Account.fetch(where: "id", account.id.blob, database)
      else { return .overtaken }
      return .replaced(changed)
    }) { [cache = database.cache] replacement in
      switch replacement {
      case .replaced(let changed): cache.publish { $0.put(changed) }
      case .taken, .overtaken: break
      }
    }
  }
}
