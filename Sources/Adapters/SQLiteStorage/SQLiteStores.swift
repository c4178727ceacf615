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

  package init(_ database: SQLiteDatabase) {
    self.database = database
    accounts = SQLiteAccountStore(database)
    orders = SQLiteOrderStore(database)
    authorizations = SQLiteAuthorizationStore(database)
    jobs = SQLiteJobStore(database)
    certificates = SQLiteCertificateStore(database)
    revocations = SQLiteRevocationStore(database)
    blockedKeys = SQLiteBlockedKeyStore(database)
    provenControl = SQLiteProvenControl(database)
  }

  /// Opens a file, or makes it.
  package init(path: String) throws(DatabaseOpeningError) {
    self.init(try SQLiteDatabase(path: path))
  }
}
