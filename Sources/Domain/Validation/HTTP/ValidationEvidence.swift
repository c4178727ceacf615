/// What a successful validation rests on, for the audit log and the challenge's record.
package struct ValidationEvidence: Sendable, Hashable {
  package let host: String
  /// Every address that the host had.
  package let resolvedAddresses: [IPAddress]
  /// The address that gave the right answer.
  package let address: IPAddress
  package let port: Int

  package init(host: String, resolvedAddresses: [IPAddress], address: IPAddress, port: Int) {
    self.host = host
    self.resolvedAddresses = resolvedAddresses
    self.address = address
    self.port = port
  }

  /// The evidence in sentences, as it is kept.
  package var observations: [String] {
    let addresses = resolvedAddresses.map(\.description).joined(separator: ", ")
    return [
      "\(host) has the addresses \(addresses).",
      "\(address) port \(port) showed the key authorization.",
    ]
  }
}
