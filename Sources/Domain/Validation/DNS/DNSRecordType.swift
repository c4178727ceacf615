/// The DNS record types that validation asks for, by their numbers.
///
/// - Note: RFC 1035 §3.2.2, RFC 3596 §2.1, RFC 8659 §7.
package enum DNSRecordType: Int32, Sendable, Hashable, CaseIterable {
  case a = 1
  case txt = 16
  case aaaa = 28
  case caa = 257

  /// The mnemonic, as it stands in zone files.
  package var name: String {
    switch self {
    case .a: "A"
    case .txt: "TXT"
    case .aaaa: "AAAA"
    case .caa: "CAA"
    }
  }
}
