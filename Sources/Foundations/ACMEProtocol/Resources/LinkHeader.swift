/// One value of the `Link` header.
///
/// - Note: RFC 8288 §3, RFC 8555 §7.1.
package struct LinkHeader: Sendable, Hashable {
  package enum Relation: String, Sendable {
    /// The directory, in every answer but its own.
    case index
    /// The authorization of a challenge; the issuer of a certificate.
    case up
    /// Another chain of the same certificate (RFC 8555 §7.4.2).
    case alternate
    /// The next page of a list (RFC 8555 §7.1.2.1).
    case next
    /// What must be agreed to (RFC 8555 §7.3.3).
    case termsOfService = "terms-of-service"
  }

  package let target: String
  package let relation: Relation

  package init(_ target: String, _ relation: Relation) {
    self.target = target
    self.relation = relation
  }

  /// The text of the header's field.
  package var value: String { "<\(target)>;rel=\"\(relation.rawValue)\"" }
}
