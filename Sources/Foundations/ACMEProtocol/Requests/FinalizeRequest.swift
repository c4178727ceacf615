/// Hands in the certificate signing request of a ready order.
///
/// - Note: RFC 8555 §7.4.
package struct FinalizeRequest: Sendable, Hashable {
  /// The CSR's DER, not yet looked at.
  package var csr: [UInt8]

  package init(csr: [UInt8]) {
    self.csr = csr
  }
}

extension FinalizeRequest: Codable {
  private enum CodingKeys: CodingKey {
    case csr
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      self.csr = try Base64URL.decode(try container.decode(String.self, forKey: .csr))
    } catch let error as Base64URLError {
      throw DecodingError.dataCorruptedError(
        forKey: .csr, in: container, debugDescription: error.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Base64URL.encode(csr), forKey: .csr)
  }
}
