internal import SwiftASN1
internal import X509

/// What a certificate says of whom it is for, and of whose key issued it.
package struct LeafFacts: Sendable, Hashable {
  /// The key identifier of its authorityKeyIdentifier, if it has one (RFC 5280 §4.2.1.1).
  package let issuerKeyIdentifier: [UInt8]?
  /// The DNS names of its subjectAltName, wildcards with their asterisk.
  package let dnsNames: [String]

  package init(certificate derBytes: [UInt8]) throws(CertificateFormatError) {
    do {
      let extensions = try Certificate(derEncoded: derBytes).extensions
      issuerKeyIdentifier = try extensions.authorityKeyIdentifier?.keyIdentifier.map(Array.init)
      dnsNames = try extensions.subjectAlternativeNames.map(Self.dnsNames) ?? []
    } catch {
      throw .malformed(part: "certificate", reason: ParsingFault(error).description)
    }
  }

  private static func dnsNames(in names: SubjectAlternativeNames) -> [String] {
    names.compactMap { if case .dnsName(let name) = $0 { name } else { nil } }
  }
}
