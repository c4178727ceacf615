/// Where the DNSSEC keys come from by which answers are checked.
package enum TrustAnchorSource: Sendable, Equatable {
  /// The root's keys: those of the system where it keeps some, else those that this version knows.
  case root
  /// A file of DNSKEY or DS records in zone format, by its absolute path.
  case file(Located<String>)
  /// Signatures aren't checked.
  case off
}
