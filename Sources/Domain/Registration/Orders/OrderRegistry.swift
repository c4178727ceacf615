package import AuthorityModel
package import IssuancePolicy
package import Storage

/// Takes orders, shows them, and accepts them for issuance.
///
/// Its chapters: `+Opening` (a new order), `+Identifiers` (which names it may hold),
/// `+Authorizations` (which serve again, which are given up), `+Reading` (what an account sees),
/// `+Finalization` (from the CSR to the queue), `+Admission` (what the queue says to it), `+Replacement`
/// (renewals).
///
/// - Note: RFC 8555 §7.4, RFC 9773 §5.
package struct OrderRegistry: Sendable {
  let accounts: any AccountStore
  let orders: any OrderStore
  let authorizations: any AuthorizationStore
  let certificates: any CertificateStore
  let caa: any CAAGate
  let signals: any JobSignals
  let clock: WallClock
  let policy: RequestPolicy
  let terms: Terms
  let blockedKeys: any BlockedKeys
  let admission: Admission

  package init(
    accounts: any AccountStore, orders: any OrderStore, authorizations: any AuthorizationStore,
    certificates: any CertificateStore, caa: any CAAGate, signals: any JobSignals, clock: WallClock,
    policy: RequestPolicy,
    terms: Terms, blockedKeys: any BlockedKeys, admission: Admission
  ) {
    self.accounts = accounts
    self.orders = orders
    self.authorizations = authorizations
    self.certificates = certificates
    self.caa = caa
    self.signals = signals
    self.clock = clock
    self.policy = policy
    self.terms = terms
    self.blockedKeys = blockedKeys
    self.admission = admission
  }
}
