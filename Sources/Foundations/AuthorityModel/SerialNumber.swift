/// A certificate's serial number: a positive integer of at most 20 octets, big-endian and without
/// leading zeros.
///
/// - Note: RFC 5280 §4.1.2.2.
package struct SerialNumber: Sendable, Hashable {
  package let bytes: [UInt8]

  /// The serial number that these octets say; nil where they are no positive, minimal integer of at
  /// most 20 octets in DER.
  package init?(bytes: [UInt8]) {
    guard let first = bytes.first, first != 0, first < 0x80, bytes.count <= 20 else { return nil }
    self.bytes = bytes
  }

  /// A new serial number of 16 octets, of which 126 bits are random.
  ///
  /// The first octet lies between 0x40 and 0x7f, so that all serial numbers are of one length.
  ///
  /// - Note: Baseline Requirements §7.1 ask for at least 64 bits from a CSPRNG.
  package init(using generator: inout some RandomNumberGenerator) {
    var octets = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    octets[0] = octets[0] & 0x3f | 0x40
    bytes = octets
  }
}

extension SerialNumber: CustomStringConvertible {
  /// Lower-case hexadecimal digits, two for each octet.
  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xf)]] }, as: UTF8.self)
  }

  /// The serial number that hexadecimal digits name, as they stand in a URL; nil for other text.
  package init?(text: some StringProtocol) {
    guard text.utf8.count.isMultiple(of: 2), text.utf8.count <= 40 else { return nil }
    var octets: [UInt8] = []
    var rest = text.utf8[...]
    while !rest.isEmpty {
      guard
        let octet = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.prefix(2).allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
      else { return nil }
      octets.append(octet)
      rest = rest.dropFirst(2)
    }
    self.init(bytes: octets)
  }
}
