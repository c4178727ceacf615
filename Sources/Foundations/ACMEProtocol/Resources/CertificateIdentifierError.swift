/// Why a text is no certificate's identifier (RFC 9773 §4.1).
package enum CertificateIdentifierError: Error, Sendable, Equatable {
  package enum Part: String, Sendable {
    case issuerKey = "the key identifier before the full stop"
    case serialNumber = "the serial number after the full stop"
  }

  case tooLong(Int)
  case notTwoParts
  case empty(Part)
  case encoding(Part, Base64URLError)
  case negativeSerialNumber
  case longSerialNumber
}

extension CertificateIdentifierError: CustomStringConvertible {
  /// A clause without a full stop, about the text.
  package var description: String {
    "is no certificate identifier (RFC 9773 §4.1): \(reason)"
  }

  private var reason: String {
    switch self {
    case .tooLong(let count): "it has \(count) characters"
    case .notTwoParts: "it is not two parts with a full stop between them"
    case .empty(let part): "\(part.rawValue) is empty"
    case .encoding(let part, let error): "\(part.rawValue) \(error)"
    case .negativeSerialNumber:
      "the serial number is negative; DER writes a zero octet before a first octet of 0x80 and more"
    case .longSerialNumber: "the serial number begins with a zero octet that DER doesn't write"
    }
  }
}
