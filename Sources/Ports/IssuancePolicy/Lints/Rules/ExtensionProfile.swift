/// What a profile of the Baseline Requirements asks of one extension.
struct ExtensionProfile {
  enum Presence {
    case must, should, may, shouldNot, mustNot
    /// Other lints say when.
    case depends
  }

  enum Criticality {
    case critical, notCritical
    /// Other lints say when.
    case depends
  }

  let role: CertificateRole
  let clause: String
  let kind: ExtensionKind
  let presence: Presence
  let criticality: Criticality

  /// The tables of extensions, BR §7.1.2.7.6, §7.1.2.6.1 and §7.1.2.1.2.
  static let all = leaf + intermediate + root

  /// The extensions that a role's table names; any other is not recommended.
  static func kinds(of role: CertificateRole) -> Set<ExtensionKind> {
    Set(all.filter { $0.role == role }.map(\.kind))
  }

  private static let leaf = table(
    .leaf, "BR §7.1.2.7.6",
    [
      (.authorityInformationAccess, .must, .notCritical),
      (.authorityKeyIdentifier, .must, .notCritical),
      (.certificatePolicies, .must, .notCritical),
      (.extendedKeyUsage, .must, .notCritical),
      (.subjectAlternativeName, .must, .depends),
      (.nameConstraints, .mustNot, .depends),
      (.keyUsage, .should, .critical),
      (.basicConstraints, .may, .critical),
      (.crlDistributionPoints, .depends, .notCritical),
      (.signedCertificateTimestamps, .may, .notCritical),
      (.subjectKeyIdentifier, .shouldNot, .notCritical),
    ])

  private static let intermediate = table(
    .intermediate, "BR §7.1.2.6.1",
    [
      (.authorityKeyIdentifier, .must, .notCritical),
      (.basicConstraints, .must, .critical),
      (.certificatePolicies, .must, .notCritical),
      (.crlDistributionPoints, .must, .notCritical),
      (.keyUsage, .must, .critical),
      (.subjectKeyIdentifier, .must, .notCritical),
      (.extendedKeyUsage, .must, .notCritical),
      (.authorityInformationAccess, .should, .notCritical),
      (.nameConstraints, .may, .depends),
      (.signedCertificateTimestamps, .may, .notCritical),
    ])

  private static let root = table(
    .root, "BR §7.1.2.1.2",
    [
      (.authorityKeyIdentifier, .should, .notCritical),
      (.basicConstraints, .must, .critical),
      (.keyUsage, .must, .critical),
      (.subjectKeyIdentifier, .must, .notCritical),
      (.extendedKeyUsage, .mustNot, .depends),
      (.certificatePolicies, .shouldNot, .notCritical),
      (.signedCertificateTimestamps, .may, .notCritical),
    ])

  private static func table(
    _ role: CertificateRole, _ clause: String, _ rows: [(ExtensionKind, Presence, Criticality)]
  ) -> [ExtensionProfile] {
    rows.map {
      ExtensionProfile(role: role, clause: clause, kind: $0, presence: $1, criticality: $2)
    }
  }
}
