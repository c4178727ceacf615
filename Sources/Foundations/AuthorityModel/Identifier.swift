/// What a certificate is asked for.
///
/// - Note: RFC 8555 §9.7.7.
package enum Identifier: Sendable, Hashable {
  /// A host name of lower-case letters, digits and hyphens, checked by the issuance policy.
  case dns(String)

  package var name: String {
    switch self {
    case .dns(let name): name
    }
  }
}
