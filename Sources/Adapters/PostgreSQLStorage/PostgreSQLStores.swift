package import AuthorityModel

/// All stores of one PostgreSQL database.
package struct PostgreSQLStores: Sendable {
  package let database: PostgreSQLDatabase
  package let accounts: PostgreSQLAccountStore
  package let orders: PostgreSQLOrderStore
  package let authorizations: PostgreSQLAuthorizationStore
  package let jobs: PostgreSQLJobStore
  package let certificates: PostgreSQLCertificateStore
  package let revocations: PostgreSQLRevocationStore
  package let blockedKeys: PostgreSQLBlockedKeyStore
  package let provenControl: PostgreSQLProvenControl

  /// - Parameter accountShare: How jobs are placed in the queue.
  package init(_ database: PostgreSQLDatabase, accountShare: AccountShare = .standard) {
    self.database = database
    accounts = PostgreSQLAccountStore(database)
    orders = PostgreSQLOrderStore(database, accountShare: accountShare)
    authorizations = PostgreSQLAuthorizationStore(database)
    jobs = PostgreSQLJobStore(database)
    certificates = PostgreSQLCertificateStore(database)
    revocations = PostgreSQLRevocationStore(database)
    blockedKeys = PostgreSQLBlockedKeyStore(database)
    provenControl = PostgreSQLProvenControl(database)
  }
}
