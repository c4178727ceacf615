import SQLiteStorage
import ACMEProtocol
import AuthorityModel
import HummingbirdTesting
import Storage

/// Who and what is there when a bad request comes.
struct Scene: Sendable {
  let client: any TestClientProtocol
  /// Has an order of each kind.
  let owner: Applicant
  /// Has an account and nothing else.
  let stranger: Applicant
  /// Had an account.
  let former: Applicant
  /// Had an account, which the CA took away.
  let banned: Applicant
  let pending: PlacedOrder
  let ready: PlacedOrder
  let valid: PlacedOrder
  /// Proved, but its CAA records forbid it by now.
  let forbidden: PlacedOrder
  let authorization: AuthorizationResource
  /// The key identifier of the issuer.
  let issuerKey: [UInt8]

  init(_ authority: TestAuthority, _ client: any TestClientProtocol) async throws {
    self.client = client
    owner = try await Applicant(registeredWith: client)
    stranger = try await Applicant(registeredWith: client)
    former = try await Self.former(authority, client, status: .deactivated)
    banned = try await Self.former(authority, client, status: .revoked)
    pending = try await owner.placedOrder(for: ["pending.example"])
    ready = try await owner.decidedOrder(for: ["ready.example"])
    valid = try await owner.fulfilledOrder(for: ["valid.example"])
    forbidden = try await owner.decidedOrder(for: ["forbidden.example"])
    issuerKey = try authority.issuerKeyIdentifier
    authorization = try await owner.post(at: pending.resource.authorizations[0]).resource()
  }

  var orderPath: String { pending.path }
  var authorizationPath: String { Self.path(of: pending.resource.authorizations[0]) }
  var challengePath: String { Self.path(of: authorization.challenges[0].url) }
  var certificatePath: String { Self.path(of: valid.resource.certificate ?? "") }
  /// What renewals call the owner's certificate.
  var identifier: String { identifier() }

  func identifier(issuer: [UInt8]? = nil, serial: SerialNumber? = nil) -> String {
    let own = SerialNumber(text: certificatePath.split(separator: "/").last ?? "")
    return CertificateIdentifier(
      issuerKeyIdentifier: issuer ?? issuerKey, serialNumber: (serial ?? own)?.bytes ?? []
    ).text
  }

  var accountPath: String { Self.path(of: owner.account ?? "") }

  static func path(of url: String) -> String {
    String(url.dropFirst(TestAuthority.externalURL.count))
  }

  /// A good newOrder of the owner's, less what is spoilt.
  func newOrder(
    _ payload: String = Applicant.newOrder(["a.example"]),
    changing change: (inout ProtectedHeader) -> Void = { _ in }
  ) async throws -> RawRequest {
    try await owner.request(payload, to: "/acme/new-order", changing: change)
  }

  /// A finalize of the order that is ready.
  func finalize(csr: [UInt8]) async throws -> RawRequest {
    try await owner.request(Applicant.finalize(csr), to: Self.path(of: ready.resource.finalize))
  }

  private static func former(
    _ authority: TestAuthority, _ client: any TestClientProtocol, status: Account.Status
  ) async throws -> Applicant {
    var former = try Applicant(client: client)
    var generator = SystemRandomNumberGenerator()
    let account = Account(
      id: AccountID(at: TestAuthority.now, using: &generator),
      key: former.signer.publicKey.canonicalJSON, keyThumbprint: former.signer.publicKey.thumbprint,
      contacts: [], hasAgreedToTerms: true, createdAt: TestAuthority.now, status: status)
    _ = try await authority.stores.accounts.insert(account)
    former.account = "\(TestAuthority.externalURL)/acme/account/\(account.id)"
    return former
  }
}
