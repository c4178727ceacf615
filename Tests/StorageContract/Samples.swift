package import AuthorityModel
package import Storage

/// Values to store, each with ids of its own.
package enum Samples {
  package static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)

  package static func id<Resource>() -> ResourceID<Resource> {
    var generator = SampleRandomness()
    return ResourceID(at: now, using: &generator)
  }

  package static func serial() -> SerialNumber {
    var generator = SampleRandomness()
    return SerialNumber(using: &generator)
  }

  package static func run() -> IssuerRun { IssuerRun(id: id()) }

  package static func account(thumbprint: [UInt8]? = nil) -> Account {
    let id: AccountID = id()
    return Account(
      id: id, key: Array("{\"kty\":\"EC\"}".utf8), keyThumbprint: thumbprint ?? id.bytes + id.bytes,
      contacts: ["mailto:ops@example.test", "mailto:\"a b\"@example.test"],
      hasAgreedToTerms: true, createdAt: now)
  }

  package static func authorization(
    _ name: String, of account: AccountID, state: Challenge.State = .pending
  ) -> Authorization {
    Authorization(
      id: id(), account: account, identifier: .dns(name), expiresAt: now + .seconds(3600),
      challenges: [Challenge(method: .http01, token: "dG9rZW4tLXdpdGgvc2xhc2g", state: state)])
  }

  package static func order(
    of account: AccountID, authorizations: [Authorization], state: Order.State = .open,
    replacing serial: SerialNumber? = nil, urgentFrom: Timestamp? = nil, at time: Timestamp = now
  ) -> Order {
    Order(
      id: id(), account: account, identifiers: authorizations.map(\.identifier),
      authorizations: authorizations.map(\.id), profile: "default",
      replaces: serial.map {
        ReplacedCertificate(
          CertificateReference(issuerKeyIdentifier: [1, 2, 3], serial: $0), urgentFrom: urgentFrom)
      }, createdAt: time, expiresAt: time + .seconds(3600), state: state)
  }

  package static let request = CertificateRequest(
    subjectPublicKeyInfo: [0x30, 0x00], names: ["a.test", "b.test"], profile: "default")

  package static func reservation(_ serial: SerialNumber = serial()) -> Reservation {
    Reservation(
      serial: serial, issuer: "r1", tbsCertificate: [0x30, 0x01, 0xff], notBefore: now,
      notAfter: now + .seconds(86400))
  }
}

extension StoresUnderTest {
  /// An order whose finalize was accepted; its job waits in the queue.
  func acceptedOrder(
    _ request: CertificateRequest = Samples.request, of account: AccountID = Samples.id(),
    as queueClass: QueueClass = .normal, at time: Timestamp = Samples.now
  ) async throws -> Order {
    let authorizations = ["a.test", "b.test"].map { Samples.authorization($0, of: account) }
    let order = Samples.order(of: account, authorizations: authorizations)
    try await orders.insert(order, with: authorizations)
    _ = try await orders.accept(order, request: request, as: queueClass, at: time)
    return order
  }

  func state(of order: Order) async throws -> Order.State? {
    try await orders.order(order.id)?.order.state
  }

  /// Takes one job of the queue, for a lease of thirty seconds.
  func claim(_ limit: Int = 1, for run: IssuerRun, at now: Timestamp = Samples.now) async throws
    -> [Job]
  {
    try await claim(ClaimQuota(normal: limit), for: run, at: now)
  }

  func claim(_ quota: ClaimQuota, for run: IssuerRun, at now: Timestamp = Samples.now) async throws
    -> [Job]
  {
    try await jobs.claim(quota, for: run, at: now, until: now + .seconds(30)).jobs
  }
}
