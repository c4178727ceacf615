internal import FoundationEssentials
internal import SwiftASN1

/// Certificates as text (RFC 7468), as ACME hands them out (RFC 8555 §9.1) and operators keep them.
package enum PEM {
  /// The blocks, one below the other, each ended by a line feed.
  ///
  /// - Parameter certificates: DER, the leaf first and each next one certifying the one before.
  package static func text(certificates: [[UInt8]]) -> String {
    certificates.map(block).joined()
  }

  /// The DER of every certificate in a text, in order; blocks of other kinds are passed over.
  ///
  /// - Throws: ``CertificateFormatError/noPEMBlock(label:)`` when the text holds no certificate.
  package static func certificates(in text: String) throws(CertificateFormatError) -> [[UInt8]] {
    let documents: [PEMDocument]
    do {
      documents = try PEMDocument.parseMultiple(pemString: text)
    } catch {
      throw .malformed(part: "PEM text", reason: ParsingFault(error).description)
    }
    let certificates = documents.filter { $0.discriminator == certificateLabel }.map(\.derBytes)
    guard !certificates.isEmpty else { throw .noPEMBlock(label: certificateLabel) }
    return certificates
  }

  private static func block(of derBytes: [UInt8]) -> String {
    let lines = Data(derBytes).base64EncodedString(
      options: [.lineLength64Characters, .endLineWithLineFeed])
    return """
      -----BEGIN \(certificateLabel)-----
      \(lines)
      -----END \(certificateLabel)-----

      """
  }

  private static let certificateLabel = "CERTIFICATE"
}
