internal import CertificateFormats

/// A certificate's serial number: 16 octets, of which 126 bits come from the random generator.
///
/// The top bit is clear, so that the number is positive without a sign octet; the next one is set,
/// so that all serial numbers are equally long and none begins with a zero octet.
///
/// - Note: RFC 5280 §4.1.2.2; CA/B Baseline Requirements §7.1 (at least 64 bits of a CSPRNG's output).
package struct SerialNumber: Sendable, Hashable {
  /// Big-endian, positive, the first octet neither zero nor above 0x7f.
  package let bytes: [UInt8]

  /// Draws a serial number from the system's generator.
  package static func random() -> SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }

  package init(using generator: inout some RandomNumberGenerator) {
    let high = generator.next() & (UInt64.max >> 2) | 1 << 62
    let low = generator.next()
    bytes = [high, low].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
  }

  /// Takes up a number that was drawn earlier; nil unless it has the form of ``bytes``.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.length, let first = bytes.first, (0x01...0x7f).contains(first) else {
      return nil
    }
    self.bytes = bytes
  }

  /// Reads ``hexText``; nil when the text is no serial number of ours.
  package init?(hexText: some StringProtocol) {
    guard let bytes = HexText.bytes(hexText) else { return nil }
    self.init(bytes: bytes)
  }

  /// 32 lowercase hexadecimal digits.
  package var hexText: String {
    HexText.text(bytes)
  }

  private static let length = 16
}

extension SerialNumber: CustomStringConvertible {
  package var description: String { hexText }
}
