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
}
