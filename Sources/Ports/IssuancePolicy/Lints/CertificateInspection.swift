internal import CertificateFormats
internal import SwiftASN1

/// What the lints say of a certificate that was signed already, by whomever.
package struct CertificateInspection: Sendable {
  package let role: CertificateRole
  package let findings: [LintFinding]

  /// - Parameters:
  ///   - derBytes: The whole certificate.
  ///   - role: What it should be; nil takes what it says of itself.
  ///   - issuer: Its issuer, where that is at hand.
  package init(
    of derBytes: [UInt8], as role: CertificateRole? = nil, under issuer: IssuerDescription? = nil
  ) {
    do throws(ParsingFault) {
      var parts = try PartReader(
        ParsedDER.node(of: derBytes[...], "certificate"), of: "certificate")
      let tbs = try TBSReading(parts.next(.sequence, "TBSCertificate").encodedBytes)
      let algorithm = try parts.next(.sequence, "signature algorithm").encodedBytes
      _ = try parts.next(.bitString, "signature").bits("signature")
      try parts.end()
      let role = role ?? CertificateRole(of: tbs)
      self.role = role
      findings = Linter(for: role, under: issuer).findings(
        in: LintSubject(
          tbs: tbs, role: role, issuer: issuer, signingTime: nil, outerAlgorithm: algorithm))
    } catch {
      self.role = role ?? .leaf
      findings = [LintFinding(.unreadable, found: error.description)]
    }
  }
}
