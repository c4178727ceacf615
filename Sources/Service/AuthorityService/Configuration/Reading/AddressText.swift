import Glibc

/// Syntax checks of addresses; what an address means is for others to say.
enum AddressText {
  /// Whether text is an IPv4 or IPv6 address.
  static func isAddress(_ text: String) -> Bool {
    isIPv4(text) || isIPv6(text)
  }

  /// Whether text is a range in CIDR form, as `10.0.0.0/8` (RFC 4632 §3.1, RFC 4291 §2.3).
  static func isRange(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
      let length = Int(parts[1])
    else { return false }
    let address = String(parts[0])
    return isIPv4(address) && length <= 32 || isIPv6(address) && length <= 128
  }

  /// Whether text is an address, alone or with a port: `10.0.0.1:53`, `[2001:db8::1]:53`.
  static func isAddressWithOptionalPort(_ text: String) -> Bool {
    if isAddress(text) { return true }
    guard let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...]), port > 0
    else { return false }
    let host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      return isIPv6(String(host.dropFirst().dropLast()))
    }
    return isIPv4(String(host))
  }

  static func isIPv4(_ text: String) -> Bool {
    var address = in_addr()
    return !text.contains("\0") && inet_pton(AF_INET, text, &address) == 1
  }

  static func isIPv6(_ text: String) -> Bool {
    var address = in6_addr()
    return !text.contains("\0") && inet_pton(AF_INET6, text, &address) == 1
  }
}
