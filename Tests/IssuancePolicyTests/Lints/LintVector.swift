import IssuancePolicy

/// A good certificate that one change has spoiled, and what must be said of it.
struct LintVector: Sendable {
  /// The good certificate: the name of a file in `Golden`.
  enum Base: String, Sendable, CaseIterable {
    case leaf = "good-leaf"
    case rsaLeaf = "good-leaf-rsa"
    case intermediate = "good-intermediate"
    case root = "good-root"

    var role: CertificateRole {
      switch self {
      case .leaf, .rsaLeaf: .leaf
      case .intermediate: .intermediate
      case .root: .root
      }
    }

    /// Whose certificate the issuer's is.
    var issuer: Base? {
      switch self {
      case .leaf, .rsaLeaf: .intermediate
      case .intermediate: .root
      case .root: nil
      }
    }
  }

  let name: String
  let base: Base
  let expected: Set<String>
  let spoil: @Sendable (inout DraftCertificate) -> Void

  init(
    _ name: String, _ base: Base, _ expected: Set<String>,
    spoil: @escaping @Sendable (inout DraftCertificate) -> Void
  ) {
    self.name = "\(base.rawValue.dropFirst(5))-\(name)"
    self.base = base
    self.expected = expected
    self.spoil = spoil
  }

  static let all =
    structure + serialNumbers + algorithms + keys + names + validities + extensionSets + usages
    + identifiers + alternativeNames + publications
}
