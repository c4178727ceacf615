/// An address that the validator does not connect to, and the rule that says so.
package struct AddressRefusal: Sendable, Hashable {
  package enum Rule: Sendable, Hashable {
    case specialPurpose(SpecialPurposeBlock)
    /// A tunnel or a translator would lead to this IPv4 address, which is refused itself.
    case embedding(IPAddress, SpecialPurposeBlock)
    case notGlobalUnicast
  }

  package let address: IPAddress
  package let rule: Rule
}

extension AddressRefusal: CustomStringConvertible {
  package var description: String {
    switch rule {
    case .specialPurpose(let block):
      "\(address) is not public: \(block.purpose) (\(block.range), \(block.reference))"
    case .embedding(let inner, let block):
      "\(address) leads to \(inner), which is not public: "
        + "\(block.purpose) (\(block.range), \(block.reference))"
    case .notGlobalUnicast:
      "\(address) is not public: outside of 2000::/3, the global unicast range (RFC 4291)"
    }
  }
}
