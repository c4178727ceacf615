/// The name of a stored thing: 16 bytes, the first six its time of creation in milliseconds.
///
/// Ids that are made at one time lie side by side, so that inserts touch one end of an index, while
/// 80 random bits keep them from being guessed or from meeting.
///
/// - Note: The phantom type keeps an order's id from being taken for an account's.
package struct ResourceID<Resource>: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  package static var byteCount: Int { 16 }

  /// A new id.
  package init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
    let milliseconds = UInt64(truncatingIfNeeded: time.millisecondsSinceEpoch) << 16
    high = milliseconds | generator.next() & 0xffff
    low = generator.next()
  }

  /// The id that 16 bytes name; nil for any other number of bytes.
  package init?(bytes: some Collection<UInt8>) {
    // Elsewhere the loops below would be compiled for any collection, at many times their cost.
    let halves =
      bytes.withContiguousStorageIfAvailable(Self.halves(ofBytes:))
      ?? Array(bytes).withUnsafeBufferPointer(Self.halves(ofBytes:))
    guard let halves else { return nil }
    (high, low) = halves
  }

  private static func halves(ofBytes bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
    guard bytes.count == byteCount else { return nil }
    return (
      bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
      bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    )
  }

  /// The id that 32 lower-case hexadecimal digits name, as they stand in a URL; nil for other text.
  package init?(text: some StringProtocol) {
    let halves =
      text.utf8.withContiguousStorageIfAvailable(Self.halves(ofDigits:))
      ?? Array(text.utf8).withUnsafeBufferPointer(Self.halves(ofDigits:))
    guard let halves else { return nil }
    (high, low) = halves
  }

  private static func halves(ofDigits digits: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
    guard digits.count == byteCount * 2 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    for digit in digits {
      let value: UInt64
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt64(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = UInt64(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
      halves = (halves.0 << 4 | halves.1 >> 60, halves.1 << 4 | value)
    }
    return halves
  }

  package var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }
}

extension ResourceID: CustomStringConvertible {
  /// 32 lower-case hexadecimal digits.
  package var description: String {
    String(unsafeUninitializedCapacity: Self.byteCount * 2) { buffer in
      let digits: StaticString = "0123456789abcdef"
      for index in 0..<Self.byteCount * 2 {
        let half = index < 16 ? high : low
        let nibble = Int(truncatingIfNeeded: half >> UInt64(60 - index % 16 * 4)) & 0xf
        buffer[index] = digits.utf8Start[nibble]
      }
      return Self.byteCount * 2
    }
  }
}

package typealias AccountID = ResourceID<Account>
package typealias AuthorizationID = ResourceID<Authorization>
package typealias OrderID = ResourceID<Order>
