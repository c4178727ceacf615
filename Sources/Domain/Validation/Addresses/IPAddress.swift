internal import Glibc

/// An IPv4 or IPv6 address.
///
/// An IPv4-mapped IPv6 address (`::ffff:a.b.c.d`) is the IPv4 address that it carries, since the
/// kernel would connect to just that. So no rule for IPv4 can be evaded by writing it as IPv6.
package struct IPAddress: Sendable, Hashable {
  package enum Version: Sendable, Hashable {
    case v4
    case v6
  }

  package let version: Version
  // Two halves, since a UInt128 among many arguments of an async function crashes the caller in
  // debug builds (Swift 6.3.1, with NonisolatedNonsendingByDefault).
  private let upperHalf: UInt64
  private let lowerHalf: UInt64

  package init(v4 bits: UInt32) {
    version = .v4
    upperHalf = 0
    lowerHalf = UInt64(bits)
  }

  package init(v6 bits: UInt128) {
    // RFC 4291 §2.5.5.2.
    let isMapped = bits >> 32 == 0xffff
    version = isMapped ? .v4 : .v6
    upperHalf = UInt64(truncatingIfNeeded: bits >> 64)
    lowerHalf = UInt64(truncatingIfNeeded: isMapped ? bits & 0xffff_ffff : bits)
  }

  /// The address as a number; IPv4 addresses fill the lowest 32 bits.
  package var bits: UInt128 { UInt128(upperHalf) << 64 | UInt128(lowerHalf) }

  /// Reads the content of an A (4 bytes) or AAAA record (16 bytes), in network order.
  package init?(bytes: some Collection<UInt8>) {
    let bits = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    switch bytes.count {
    case 4: self.init(v4: UInt32(truncatingIfNeeded: bits))
    case 16: self.init(v6: bits)
    default: return nil
    }
  }

  /// Reads `192.0.2.1` or `2001:db8::1`; neither zones nor brackets, nor the old shorthands.
  package init(_ text: String) throws(AddressSyntaxError) {
    // C would stop reading at a NUL, and accept whatever follows it.
    guard !text.utf8.contains(0) else { throw AddressSyntaxError(text: text, expected: .address) }
    var v4 = in_addr()
    var v6 = in6_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      self.init(v4: UInt32(bigEndian: v4.s_addr))
    } else if inet_pton(AF_INET6, text, &v6) == 1 {
      let bytes = withUnsafeBytes(of: &v6) { Array($0) }
      self.init(v6: bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) })
    } else {
      throw AddressSyntaxError(text: text, expected: .address)
    }
  }

  /// The number of bits that an address of this version has.
  package var width: Int {
    switch version {
    case .v4: 32
    case .v6: 128
    }
  }

  /// The address in network order: 4 or 16 bytes.
  package var bytes: [UInt8] {
    stride(from: width - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
  }
}

extension IPAddress: CustomStringConvertible {
  /// The text form of RFC 5952 (§4: lower case, the longest run of zeros shortened).
  package var description: String {
    let family = version == .v4 ? AF_INET : AF_INET6
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
      guard inet_ntop(family, bytes, text.baseAddress, socklen_t(text.count)) != nil else {
        return bytes.map(String.init).joined(separator: ".")
      }
      return text.baseAddress.map { String(cString: $0) } ?? ""
    }
  }
}
