package import Storage

/// The stores of one fresh, empty database.
package struct StoresUnderTest: Sendable {
  let accounts: any AccountStore & AccountChangeStore & BulkAccounts
  let orders: any OrderStore & OrderListing
  let authorizations: any AuthorizationStore
  let jobs: any JobStore & QueueInspection
  let certificates: any CertificateStore
  let revocations: any RevocationStore
  let blockedKeys: any BlockedKeyStore
  let provenControl: any ProvenControl

  package init(
    accounts: any AccountStore & AccountChangeStore & BulkAccounts,
    orders: any OrderStore & OrderListing,
    authorizations: any AuthorizationStore, jobs: any JobStore & QueueInspection,
    certificates: any CertificateStore, revocations: any RevocationStore,
    blockedKeys: any BlockedKeyStore, provenControl: any ProvenControl
  ) {
    self.accounts = accounts
    self.orders = orders
    self.authorizations = authorizations
    self.jobs = jobs
    self.certificates = certificates
    self.revocations = revocations
    self.blockedKeys = blockedKeys
    self.provenControl = provenControl
  }
}
