import CertificateFormats
import IssuancePolicy

/// What was found in one certificate.
struct LintDocument: Encodable {
  let file: String
  /// SHA-256 of the certificate, in hexadecimal digits.
  let fingerprint: String
  let role: CertificateRole
  let findings: [LintFinding]

  init(file: String, derBytes: [UInt8], issuer: IssuerDescription?) {
    let inspection = CertificateInspection(of: derBytes, under: issuer)
    self.file = file
    fingerprint = CertificateFingerprint(of: derBytes).description
    role = inspection.role
    findings = inspection.findings
  }

  var hasError: Bool { findings.contains { $0.severity == .error } }

  /// A line for the certificate and three for each finding.
  var text: String {
    let summary = findings.isEmpty ? "nothing found" : "\(findings.count) found"
    let lines = findings.flatMap { finding in
      [
        "  \(finding.severity.rawValue): \(finding.id), \(finding.clause)",
        "    \(finding.rule)",
        "    Found: \(finding.found).",
      ]
    }
    return (["\(file): \(role.rawValue) \(fingerprint.prefix(16)): \(summary)"] + lines)
      .joined(separator: "\n")
  }
}
