/// What renewals call a certificate by: its issuer's key and its serial number, as one text.
///
/// The text is the key identifier of the certificate's authorityKeyIdentifier, a full stop, and the
/// serial number's octets as DER writes them, both in base64url. A certificate has one such text and a
/// text names one certificate, since neither part is taken in any other form.
///
/// - Note: RFC 9773 §4.1.
package struct CertificateIdentifier: Sendable, Hashable {
  package let issuerKeyIdentifier: [UInt8]
  /// Content octets of the DER INTEGER: with a zero in front where the first bit would be set.
  package let serialOctets: [UInt8]

  /// - Parameter serialNumber: A positive number's octets, with or without zeros in front.
  package init(issuerKeyIdentifier: [UInt8], serialNumber: some Collection<UInt8>) {
    self.issuerKeyIdentifier = issuerKeyIdentifier
    let digits = Array(serialNumber.drop { $0 == 0 })
    // X.690 §8.3.3: the first bit is the sign.
    if let first = digits.first, first < 0x80 {
      serialOctets = digits
    } else {
      serialOctets = [0] + digits
    }
  }

  package init(parsing text: some StringProtocol) throws(CertificateIdentifierError) {
    let characters = Array(text.utf8)
    // No issuer has a longer key identifier than a hash; RFC 5280 §4.1.2.2: 20 octets of a number.
    guard characters.count <= Self.lengthLimit else { throw .tooLong(characters.count) }
    let parts = characters.split(
      separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .notTwoParts }
    issuerKeyIdentifier = try Self.decoded(parts[0], as: .issuerKey)
    serialOctets = try Self.decoded(parts[1], as: .serialNumber)
    guard serialOctets[0] < 0x80 else { throw .negativeSerialNumber }
    // X.690 §8.3.2: the shortest form is the only one.
    guard serialOctets.count == 1 || serialOctets[0] > 0 || serialOctets[1] >= 0x80 else {
      throw .longSerialNumber
    }
  }

  private static let lengthLimit = 128

  private static func decoded(
    _ text: ArraySlice<UInt8>, as part: CertificateIdentifierError.Part
  ) throws(CertificateIdentifierError) -> [UInt8] {
    guard !text.isEmpty else { throw .empty(part) }
    do throws(Base64URLError) {
      return try Base64URL.decode(text)
    } catch {
      throw .encoding(part, error)
    }
  }

  package var text: String {
    "\(Base64URL.encode(issuerKeyIdentifier)).\(Base64URL.encode(serialOctets))"
  }
}

extension CertificateIdentifier: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do throws(CertificateIdentifierError) {
      self = try CertificateIdentifier(parsing: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension CertificateIdentifier: JSONWritable {
  package func write(to json: inout JSONWriter) { json.write(plain: text.utf8) }
}
