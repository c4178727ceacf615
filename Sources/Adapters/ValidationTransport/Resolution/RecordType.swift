/// The DNS record types that hold addresses.
///
/// - Note: RFC 1035 §3.2.2, RFC 3596 §2.1.
enum RecordType: Int32, Sendable {
  case a = 1
  case aaaa = 28

  var name: String {
    switch self {
    case .a: "A"
    case .aaaa: "AAAA"
    }
  }
}
