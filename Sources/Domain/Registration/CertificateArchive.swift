package import AuthorityModel
package import Storage

/// Hands out certificates to the accounts that ordered them.
///
/// - Note: RFC 8555 §7.4.2.
package struct CertificateArchive: Sendable {
  private let store: any CertificateStore

  package init(store: any CertificateStore) {
    self.store = store
  }

  /// A certificate that this account ordered.
  package func certificate(_ serial: SerialNumber, of account: Account)
    async throws(RegistrationError) -> IssuedCertificate
  {
    let found = try await stored { () async throws(StorageError) in
      try await store.certificate(serial)
    }
    guard let found, found.account == account.id else { throw .notFound(.certificate) }
    return found
  }
}
