/// Says which addresses the validator may connect to: public ones, and those the operator allows.
///
/// An applicant decides what a name resolves to. Without this rule, validation would let anyone
/// make the CA send requests into its own network.
///
/// - Note: Law 12 of docs/architecture.md; RFC 8555 §10.4.
package struct AddressPolicy: Sendable {
  package let allowedRanges: [AddressRange]

  package init(allowedRanges: [AddressRange] = []) {
    self.allowedRanges = allowedRanges
  }

  /// The rule that forbids to connect to an address; nil when none does.
  package func refusal(of address: IPAddress) -> AddressRefusal? {
    guard !allowedRanges.contains(where: { $0.contains(address) }) else { return nil }
    if let embedded = address.embeddedV4 {
      guard !allowedRanges.contains(where: { $0.contains(embedded) }),
        let block = SpecialPurposeBlock.holding(embedded)
      else { return nil }
      return AddressRefusal(address: address, rule: .embedding(embedded, block))
    }
    if let block = SpecialPurposeBlock.holding(address) {
      return AddressRefusal(address: address, rule: .specialPurpose(block))
    }
    guard address.isGlobalUnicast else {
      return AddressRefusal(address: address, rule: .notGlobalUnicast)
    }
    return nil
  }
}

extension IPAddress {
  /// The IPv4 address that a translator or a tunnel would make of this one.
  ///
  /// - Note: NAT64's well-known prefix, RFC 6052 §2.1; 6to4, RFC 3056 §2.
  package var embeddedV4: IPAddress? {
    guard version == .v6 else { return nil }
    if bits >> 32 == 0x0064_ff9b << 64 { return IPAddress(v4: UInt32(truncatingIfNeeded: bits)) }
    if bits >> 112 == 0x2002 { return IPAddress(v4: UInt32(truncatingIfNeeded: bits >> 80)) }
    return nil
  }

  /// Whether IANA has opened the address for global unicast; of IPv6, only `2000::/3` so far.
  fileprivate var isGlobalUnicast: Bool { version == .v4 || bits >> 125 == 0b001 }
}
