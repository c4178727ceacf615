package import Validation

/// A recursive name server to forward to, as `192.0.2.1`, `192.0.2.1:5300` or `[2001:db8::1]:53`.
package struct NameServerAddress: Sendable, Hashable {
  package let address: IPAddress
  package let port: Int

  package init(address: IPAddress, port: Int = 53) {
    self.address = address
    self.port = port
  }

  package init(_ text: String) throws(AddressSyntaxError) {
    let fault = AddressSyntaxError(text: text, expected: .nameServer)
    if let address = try? IPAddress(text) {
      self.init(address: address)
      return
    }
    guard let colon = text.lastIndex(of: ":") else { throw fault }
    let isBracketed = text.hasPrefix("[") && text[..<colon].hasSuffix("]")
    let host = isBracketed ? text[..<colon].dropFirst().dropLast() : text[..<colon]
    guard let address = try? IPAddress(String(host)),
      isBracketed || !host.contains(":"),
      let port = UInt16(text[text.index(after: colon)...]), port > 0
    else { throw fault }
    self.init(address: address, port: Int(port))
  }

  /// The form that unbound's configuration has for it.
  var unboundForm: String { "\(address)@\(port)" }
}
