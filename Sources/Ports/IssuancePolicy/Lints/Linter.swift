internal import CertificateFormats
package import FoundationEssentials

/// Checks certificates of one role under one issuer before they are signed.
package struct Linter: Sendable {
  private let role: CertificateRole
  private let issuer: IssuerDescription?
  private let lints: [Lint]

  /// - Parameter issuer: Whose key will sign; nil for a root, which signs itself.
  package init(for role: CertificateRole, under issuer: IssuerDescription?) {
    self.role = role
    self.issuer = issuer
    lints = Lint.catalogue.filter { $0.roles.contains(role) }
  }

  /// Checks exactly the bytes that are to be signed.
  ///
  /// - Parameter time: When they will be signed.
  /// - Returns: The only thing that is signed.
  /// - Throws: ``LintError`` when a finding is an error.
  package func linted(_ tbs: [UInt8], at time: Date) throws(LintError) -> LintedTBS {
    let findings = findings(in: tbs[...], signingTime: try? CertificateTime(time))
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else { throw LintError(errors: errors) }
    return LintedTBS(derBytes: tbs, findings: findings)
  }

  /// - Parameters:
  ///   - signingTime: Nil for bytes that were signed some time ago.
  ///   - outerAlgorithm: The AlgorithmIdentifier beside the signature, where there is one.
  func findings(
    in tbs: ArraySlice<UInt8>, signingTime: CertificateTime?,
    outerAlgorithm: ArraySlice<UInt8>? = nil
  ) -> [LintFinding] {
    let reading: TBSReading
    do throws(ParsingFault) {
      reading = try TBSReading(tbs)
    } catch {
      return [LintFinding(.unreadable, found: error.description)]
    }
    return findings(
      in: LintSubject(
        tbs: reading, role: role, issuer: issuer, signingTime: signingTime,
        outerAlgorithm: outerAlgorithm))
  }

  func findings(in subject: LintSubject) -> [LintFinding] {
    lints.compactMap { lint in
      lint.fault(subject).map { LintFinding(lint, found: $0) }
    }
  }
}

/// Bytes that were checked and found without an error, made by ``Linter/linted(_:at:)`` alone.
///
/// Whoever signs certificates takes nothing else, and takes it away from its owner: one check is good
/// for one signature.
package struct LintedTBS: ~Copyable, Sendable {
  /// The DER of the TBSCertificate.
  package let derBytes: [UInt8]
  /// Warnings and notices.
  package let findings: [LintFinding]

  fileprivate init(derBytes: [UInt8], findings: [LintFinding]) {
    self.derBytes = derBytes
    self.findings = findings
  }
}
