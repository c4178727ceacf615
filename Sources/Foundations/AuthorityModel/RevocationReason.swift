/// Why a certificate was revoked, by the codes of RFC 5280 §5.3.1 that a leaf can be revoked for.
///
/// - Note: CA/B Baseline Requirements §4.9.1.1 and §7.2.2 allow no others.
package enum RevocationReason: Int, Sendable, Hashable, Codable, CaseIterable {
  case unspecified = 0
  case keyCompromise = 1
  case affiliationChanged = 3
  case superseded = 4
  case cessationOfOperation = 5
  case privilegeWithdrawn = 9
}

extension RevocationReason: CustomStringConvertible {
  /// The name that RFC 5280 gives it.
  package var description: String {
    switch self {
    case .unspecified: "unspecified"
    case .keyCompromise: "keyCompromise"
    case .affiliationChanged: "affiliationChanged"
    case .superseded: "superseded"
    case .cessationOfOperation: "cessationOfOperation"
    case .privilegeWithdrawn: "privilegeWithdrawn"
    }
  }

  /// The reason of that name; nil where none is called so.
  package init?(name: some StringProtocol) {
    guard let reason = Self.allCases.first(where: { $0.description == name }) else { return nil }
    self = reason
  }
}
