internal import AuthorityModel
internal import IssuancePolicy
internal import Storage

/// Orders that replace a certificate (RFC 9773 §5).
extension OrderRegistry {
  /// The certificate that a new order is to replace, where the account may name it.
  ///
  /// Whether another order replaces it is found out by the insertion itself.
  func replacedCertificate(
    _ reference: CertificateReference?, by names: [DomainName], for account: Account,
    at now: Timestamp
  ) async throws(RegistrationError) -> ReplacedCertificate? {
    guard let reference else { return nil }
    let found = try await stored { () async throws(StorageError) in
      try await certificates.standing(of: reference.serial)
    }
    guard let found, found.reference == reference, found.account == account.id else {
      throw .replacementRefused(.notOfAccount)
    }
    guard !Set(names.map(\.text)).isDisjoint(with: found.names) else {
      throw .replacementRefused(.noSharedName(found.names))
    }
    return ReplacedCertificate(reference, urgentFrom: QueueClassifier.urgency(of: found, at: now))
  }
}
