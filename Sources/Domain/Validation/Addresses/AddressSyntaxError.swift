/// A text that should have been an address or a range of addresses, and is not.
package struct AddressSyntaxError: Error, Hashable {
  package enum Expectation: Sendable, Hashable {
    case address
    case range
    /// A range whose address has bits set beyond its prefix; the range that was probably meant.
    case rangeStart(String)
    case nameServer
    case hostPattern
  }

  package let text: String
  package let expected: Expectation

  package init(text: String, expected: Expectation) {
    self.text = text
    self.expected = expected
  }
}

extension AddressSyntaxError: CustomStringConvertible {
  package var description: String {
    let subject = "\"\(PrintableExcerpt(text))\""
    switch expected {
    case .address:
      return "\(subject) is not an IP address; write it as 192.0.2.1 or 2001:db8::1"
    case .range:
      return "\(subject) is not a range of addresses; write it as 10.0.0.0/8 or fd00::/8"
    case .rangeStart(let meant):
      return "\(subject) has bits set after its prefix; did you mean \(meant)?"
    case .nameServer:
      return
        "\(subject) is not a name server; write it as 192.0.2.1, 192.0.2.1:53 or [2001:db8::1]:53"
    case .hostPattern:
      return "\(subject) is not a host pattern; write it as www.example.test or *.example.test"
    }
  }
}
