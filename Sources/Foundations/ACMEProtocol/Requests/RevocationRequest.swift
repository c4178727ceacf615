/// Asks that a certificate be revoked.
///
/// - Note: RFC 8555 §7.6.
package struct RevocationRequest: Sendable, Hashable {
  /// The certificate's DER, not yet looked at.
  package var certificate: [UInt8]
  package var reason: Reason?

  /// A number that should be one of RFC 5280 §5.3.1.
  package struct Reason: Sendable, Hashable {
    /// Nil for numbers that no `Int` holds.
    package let code: Int?

    package init(_ code: Int?) {
      self.code = code
    }
  }

  package init(certificate: [UInt8], reason: Reason? = nil) {
    self.certificate = certificate
    self.reason = reason
  }
}

extension RevocationRequest: Codable {
  private enum CodingKeys: CodingKey {
    case certificate
    case reason
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      certificate = try Base64URL.decode(try container.decode(String.self, forKey: .certificate))
    } catch let error as Base64URLError {
      throw DecodingError.dataCorruptedError(
        forKey: .certificate, in: container, debugDescription: error.description)
    }
    reason = try container.decodeIfPresent(Reason.self, forKey: .reason)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Base64URL.encode(certificate), forKey: .certificate)
    try container.encodeIfPresent(reason, forKey: .reason)
  }
}

extension RevocationRequest.Reason: Codable {
  /// Takes any number: that it means nothing is no fault of the JSON.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let code = try? container.decode(Int.self) {
      self.code = code
    } else {
      _ = try container.decode(Double.self)
      code = nil
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
