package import AuthorityModel

/// All stores of one SQLite file.
package struct SQLiteStores: Sendable {
  package let database: SQLiteDatabase
  package let accounts: SQLiteAccountStore
  package let orders: SQLiteOrderStore
  package let authorizations: SQLiteAuthorizationStore
  package let jobs: SQLiteJobStore
  package let certificates: SQLiteCertificateStore
  package let revocations: SQLiteRevocationStore
  package let blockedKeys: SQLiteBlockedKeyStore
  package let provenControl: SQLiteProvenControl

  /// - Parameter accountShare: How jobs are placed in the queue.
  package init(_ database: SQLiteDatabase, accountShare: AccountShare = .standard) {
    self.database = database
    accounts = SQLiteAccountStore(database)
    orders = SQLiteOrderStore(database, accountShare: accountShare)
    authorizations = SQLiteAuthorizationStore(database)
    jobs = SQLiteJobStore(database)
    certificates = SQLiteCertificateStore(database)
    revocations = SQLiteRevocationStore(database)
    blockedKeys = SQLiteBlockedKeyStore(database)
    provenControl = SQLiteProvenControl(database)
  }

  /// Opens a file, or makes it; the observers are ``SQLiteDatabase``'s.
  package init(
    path: String, accountShare: AccountShare = .standard,
    observingStatements observer: (@Sendable (String) -> Void)? = nil,
    observingLog logObserver: @escaping @Sendable (LogHealth) -> Void = { _ in }
  ) throws(DatabaseOpeningError) {
    self.init(
      try SQLiteDatabase(
        path: path, observingStatements: observer, observingLog: logObserver),
      accountShare: accountShare)
  }
}
