internal import SwiftASN1
internal import X509

/// What is wrong with bytes that should have been DER, in words fit for whoever sent them.
///
/// The parsers' own texts name lines of source code, which help no client.
package struct ParsingFault: Error, Sendable, Equatable, CustomStringConvertible {
  package let description: String

  /// A fault that our own code found.
  package init(_ description: String) {
    self.description = description
  }

  /// Puts a parser's error into words.
  package init(_ error: any Error) {
    description =
      switch error {
      case let fault as ParsingFault: fault.description
      case CertificateFormatError.malformed(_, let reason): reason
      case let error as ASN1Error: Self.text(of: error.code)
      case let error as CertificateError: "it breaks a rule of X.509 (\(error.code))"
      case CertificateFormatError.time, CertificateFormatError.emptyValidity:
        "its validity is impossible"
      default: "it cannot be read"
      }
  }

  private static func text(of code: ASN1Error.ErrorCode) -> String {
    switch code {
    case .truncatedASN1Field: "it ends too early"
    case .unexpectedFieldType: "one part stands where another should"
    case .invalidASN1IntegerEncoding: "a number isn't written in its shortest form"
    case .unsupportedFieldLength: "a length isn't written in DER's form"
    case .invalidStringRepresentation: "a text holds characters that its type doesn't allow"
    case .tooFewOIDComponents: "an object identifier is too short"
    case .invalidPEMDocument: "its BEGIN and END lines or its base64 are damaged"
    default: "a part isn't well-formed"
    }
  }
}
