internal import AuthorityModel
internal import GRDB

/// That an account agreed to terms, and when: evidence that is added to and never changed.
struct Agreement {
  let account: AccountID
  /// Their URL.
  let terms: String
  let agreedAt: Timestamp

  init(account: AccountID, terms: String, at agreedAt: Timestamp) {
    self.account = account
    self.terms = terms
    self.agreedAt = agreedAt
  }

  /// Inserts it; who agrees once more has agreed the first time.
  func insert(in database: Database) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO agreements (account, terms, agreed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
        """)
    try insert.execute(arguments: [account.blob, terms, agreedAt.column])
  }
}
