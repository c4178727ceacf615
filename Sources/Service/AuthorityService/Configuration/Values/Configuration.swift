/// Everything that `chancery.yaml` says, checked as far as the file alone allows.
///
/// Relative paths have been made absolute, defaults filled in, and names that one section uses and
/// another defines resolved. What needs other files is checked by ``checkFiles(at:environment:)``.
package struct Configuration: Sendable, Equatable {
  package let listeners: ListenersConfiguration
  /// What the directory advertises: `https://`, a host, perhaps a port; no slash at the end.
  package let externalURL: Located<String>
  /// Where issuers' certificates and revocation lists are published, as certificates name it:
  /// `http://`, a host, perhaps a port and a path; no slash at the end.
  package let publicURL: Located<String>
  package let acme: ACMEConfiguration
  package let database: DatabaseConfiguration
  package let tokens: [TokenSettings]
  /// At least one.
  package let issuers: [IssuerConfiguration]
  /// At least one.
  package let profiles: [ProfileConfiguration]
  /// The name of one of ``profiles``.
  package let defaultProfile: Located<String>
  package let validation: ValidationConfiguration
  package let names: NamesConfiguration
  package let keys: KeysConfiguration
  package let queue: QueueConfiguration
  package let timeouts: TimeoutsConfiguration
  package let logging: LoggingConfiguration
}
