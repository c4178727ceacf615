internal import CertificateFormats

/// What is left of a certificate signing request once it was checked: a key and its names.
///
/// Nothing else that a request may hold is ever copied into a certificate.
package struct AcceptedRequest: Sendable, Equatable {
  package let key: AcceptedKey
  /// Sorted, without doubles, never empty.
  package let names: [DomainName]

  /// Also takes up what was accepted and stored; see ``AcceptedKey/init(accepted:)``.
  ///
  /// Nil when there is no name.
  package init?(key: AcceptedKey, names: some Collection<DomainName>) {
    guard !names.isEmpty else { return nil }
    self.key = key
    self.names = Set(names).sorted()
  }

  /// The DER of the SubjectPublicKeyInfo.
  package var spkiDER: [UInt8] {
    key.info.derBytes
  }
}
