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
    // Two words and not sixteen octets: the system is asked for each one.
    var octets: [UInt8] = []
    octets.reserveCapacity(16)
    for _ in 0..<2 { withUnsafeBytes(of: generator.next()) { octets.append(contentsOf: $0) } }
    octets[0] = octets[0] & 0x3f | 0x40
    bytes = octets
  }
}

extension SerialNumber: CustomStringConvertible {
  /// Lower-case hexadecimal digits, two for each octet.
  package var description: String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { text in
      let digits: StaticString = "0123456789abcdef"
      for (index, octet) in bytes.enumerated() {
        text[2 * index] = digits.utf8Start[Int(octet >> 4)]
        text[2 * index + 1] = digits.utf8Start[Int(octet & 0xf)]
      }
      return bytes.count * 2
    }
  }

  /// The serial number that hexadecimal digits name, as they stand in a URL; nil for other text.
  package init?(text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2), digits.count <= 40 else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.nibble(digits[index]), let low = Self.nibble(digits[index + 1]) else {
        return nil
      }
      octets.append(high << 4 | low)
    }
    self.init(bytes: octets)
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
