package import AuthorityModel
package import Registration
package import Revocation
package import Telemetry
package import Validation

/// What stands behind the ACME server: the parts of the CA that requests go to.
package struct ACMEDesk: Sendable {
  package let accounts: AccountRegistry
  package let orders: OrderRegistry
  package let orderList: OrderList
  package let certificates: CertificateArchive
  package let renewals: RenewalAdvisor
  package let validation: ValidationService
  package let revocations: RevocationRegistry
  /// What stands above an issuer's leaves, by the identity kept with these.
  package let chains: [String: IssuerChains]
  package let clock: WallClock
  package let meta: DirectoryMeta
  package let metrics: RequestMetrics?
  /// Nil where requests are not logged.
  package let accessLog: AccessLog?

  package init(
    accounts: AccountRegistry, orders: OrderRegistry, orderList: OrderList,
    certificates: CertificateArchive, renewals: RenewalAdvisor, validation: ValidationService,
    revocations: RevocationRegistry, chains: [String: IssuerChains], clock: WallClock,
    meta: DirectoryMeta = DirectoryMeta(), metrics: RequestMetrics? = nil,
    accessLog: AccessLog? = nil
  ) {
    self.accounts = accounts
    self.orders = orders
    self.orderList = orderList
    self.certificates = certificates
    self.renewals = renewals
    self.validation = validation
    self.revocations = revocations
    self.chains = chains
    self.clock = clock
    self.meta = meta
    self.metrics = metrics
    self.accessLog = accessLog
  }
}

/// What the directory says of the CA itself.
///
/// - Note: RFC 8555 §7.1.1.
package struct DirectoryMeta: Sendable {
  package var termsOfService: String?
  package var website: String?
  /// The names by which CAA records allow this CA to issue.
  package var caaIdentities: [String]

  package init(
    termsOfService: String? = nil, website: String? = nil, caaIdentities: [String] = []
  ) {
    self.termsOfService = termsOfService
    self.website = website
    self.caaIdentities = caaIdentities
  }
}
