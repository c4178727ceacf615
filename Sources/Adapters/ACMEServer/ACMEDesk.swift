package import AuthorityModel
package import Registration
package import Revocation
package import Validation

/// What stands behind the ACME server: the parts of the CA that requests go to.
package struct ACMEDesk: Sendable {
  package let accounts: AccountRegistry
  package let orders: OrderRegistry
  package let certificates: CertificateArchive
  package let validation: ValidationService
  package let revocations: RevocationRegistry
  /// PEM text of the certificates above an issuer's leaves, by the identity kept with these.
  package let chains: [String: String]
  package let clock: WallClock
  package let termsOfService: String?
  package let website: String?

  package init(
    accounts: AccountRegistry, orders: OrderRegistry, certificates: CertificateArchive,
    validation: ValidationService, revocations: RevocationRegistry, chains: [String: String],
    clock: WallClock,
    termsOfService: String? = nil, website: String? = nil
  ) {
    self.accounts = accounts
    self.orders = orders
    self.certificates = certificates
    self.validation = validation
    self.revocations = revocations
    self.chains = chains
    self.clock = clock
    self.termsOfService = termsOfService
    self.website = website
  }
}
