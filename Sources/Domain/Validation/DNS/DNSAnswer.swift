/// What DNS says of one name and record type.
package struct DNSAnswer: Sendable, Hashable {
  /// The RDATA of each record, without its length; empty where there is none.
  package let records: [[UInt8]]
  /// Whether the name exists, with whatever records.
  package let nameExists: Bool
  /// The name at which the records are, where aliases (CNAME, DNAME) led to another one.
  package let canonicalName: String?
  /// Whether DNSSEC signatures prove the answer; false where the zone isn't signed.
  package let isAuthenticated: Bool

  package init(
    records: [[UInt8]], nameExists: Bool = true, canonicalName: String? = nil,
    isAuthenticated: Bool = false
  ) {
    self.records = records
    self.nameExists = nameExists
    self.canonicalName = canonicalName
    self.isAuthenticated = isAuthenticated
  }
}
