/// A block of addresses that share a prefix, as `10.0.0.0/8` (CIDR, RFC 4632).
package struct AddressRange: Sendable, Hashable {
  /// The lowest address of the block.
  package let start: IPAddress
  package let prefixLength: Int

  /// - Returns: Nil when the prefix doesn't fit the address, or when bits beyond it are set.
  package init?(start: IPAddress, prefixLength: Int) {
    guard (0...start.width).contains(prefixLength) else { return nil }
    self.init(holding: start, prefixLength: prefixLength)
    guard self.start == start else { return nil }
  }

  private init(holding address: IPAddress, prefixLength: Int) {
    let mask = ~UInt128(0) << (address.width - prefixLength)
    let bits = address.bits & mask
    switch address.version {
    case .v4: start = IPAddress(v4: UInt32(truncatingIfNeeded: bits))
    case .v6: start = IPAddress(v6: bits)
    }
    self.prefixLength = prefixLength
  }

  /// Reads `10.0.0.0/8`, or an address alone for the range that holds only it.
  package init(_ text: String) throws(AddressSyntaxError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let address: IPAddress
    do {
      address = try IPAddress(String(parts[0]))
    } catch {
      throw AddressSyntaxError(text: text, expected: .range)
    }
    guard parts.count == 2 else {
      self.init(holding: address, prefixLength: address.width)
      return
    }
    guard let length = Self.prefixLength(parts[1], of: address, isWrittenAsV6: text.contains(":"))
    else { throw AddressSyntaxError(text: text, expected: .range) }
    let range = AddressRange(holding: address, prefixLength: length)
    guard range.start == address else {
      throw AddressSyntaxError(text: text, expected: .rangeStart(range.description))
    }
    self = range
  }

  /// The prefix after the slash, less the 96 bits that a mapped address (`::ffff:…`) has shed.
  private static func prefixLength(
    _ text: Substring, of address: IPAddress, isWrittenAsV6: Bool
  ) -> Int? {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let written = Int(text)
    else { return nil }
    let length = isWrittenAsV6 && address.version == .v4 ? written - 96 : written
    return (0...address.width).contains(length) ? length : nil
  }

  package func contains(_ address: IPAddress) -> Bool {
    address.version == start.version
      && (address.bits ^ start.bits) >> (start.width - prefixLength) == 0
  }
}

extension AddressRange: CustomStringConvertible {
  package var description: String { "\(start)/\(prefixLength)" }
}
