package import Storage

/// The stores of one fresh, empty database.
package struct StoresUnderTest: Sendable {
  let accounts: any AccountStore
  let orders: any OrderStore
  let authorizations: any AuthorizationStore
  let jobs: any JobStore
  let certificates: any CertificateStore

  package init(
    accounts: any AccountStore, orders: any OrderStore, authorizations: any AuthorizationStore,
    jobs: any JobStore, certificates: any CertificateStore
  ) {
    self.accounts = accounts
    self.orders = orders
    self.authorizations = authorizations
    self.jobs = jobs
    self.certificates = certificates
  }
}
