import ACMEProtocol
import AuthorityModel
import Crypto
import Revocation
import SQLiteStorage
import Storage
import X509

extension TestAuthority {
  /// How a certificate stands in the database; nil where it wasn't revoked.
  func revocation(of certificate: HeldCertificate) async throws -> Revocation? {
    guard let serial = try certificate.serial else { return nil }
    return try await stores.revocations.revocation(of: serial)
  }

  /// The registry of revocations as it would act at another time.
  func revocations(at time: AuthorityModel.Timestamp) async throws -> RevocationRegistry {
    RevocationRegistry(
      revocations: stores.revocations, certificates: stores.certificates,
      control: stores.provenControl,
      blockedKeys: try await BlockedKeyRegister(
        store: stores.blockedKeys, revocations: stores.revocations, lists: []),
      clock: WallClock { time })
  }

  func account(of applicant: Applicant) async throws -> Account {
    guard let account = try await stores.accounts.account(try applicant.accountID) else {
      throw TestHierarchy.Unusable()
    }
    return account
  }
}

extension Applicant {
  struct NoAccount: Error {}

  var accountID: AccountID {
    get throws {
      guard let id = account?.split(separator: "/").last.flatMap({ AccountID(text: $0) }) else {
        throw NoAccount()
      }
      return id
    }
  }

  /// What comes of an order's finalization with this key.
  func finalization(of names: [String], key: P256.Signing.PrivateKey) async throws -> Answer {
    let order = try await decidedOrder(for: names)
    let csr = try SigningRequest(names: names).derBytes(signedBy: Certificate.PrivateKey(key))
    return try await post(Self.finalize(csr), at: order.resource.finalize)
  }
}
