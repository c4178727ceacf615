/// What a check of CAA records found that allowed issuance.
///
/// - Note: RFC 8659 §3; CA/B Baseline Requirements §3.2.2.8 wants it kept.
package struct CAARecord: Sendable, Hashable, Codable {
  package let checkedAt: Timestamp
  /// The name at which the relevant record set was found; nil where there is none up to the root.
  package let domain: String?
  /// The records of that set in presentation form; printable, bounded.
  package let records: [String]

  package init(checkedAt: Timestamp, domain: String?, records: [String]) {
    self.checkedAt = checkedAt
    self.domain = domain
    self.records = records
  }

  /// For how long a check counts (CA/B Baseline Requirements §3.2.2.8).
  private static let validity = Duration.seconds(8 * 60 * 60)

  /// Whether a check of that time may still be relied on.
  package static func counts(_ checkedAt: Timestamp, at now: Timestamp) -> Bool {
    now - checkedAt < validity
  }
}
