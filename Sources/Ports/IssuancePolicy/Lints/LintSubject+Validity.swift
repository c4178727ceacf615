internal import CertificateFormats

extension LintSubject {
  var validity: (from: CertificateTime, through: CertificateTime)? {
    guard let from = tbs.notBefore.time, let through = tbs.notAfter.time else { return nil }
    return (from, through)
  }

  /// The days of the validity, the last second included; a day begun counts (BR §6.3.2).
  var days: Int64? {
    guard let (from, through) = validity, from <= through else { return nil }
    return (through.secondsSince1970 - from.secondsSince1970 + 1 + 86_399) / 86_400
  }

  var secondsFromNotBeforeToSigning: Int64? {
    guard let signingTime, let notBefore = tbs.notBefore.time else { return nil }
    return signingTime.secondsSince1970 - notBefore.secondsSince1970
  }

  /// What the Baseline Requirements §6.3.2 allow to a certificate of its day.
  var longestValidityInDays: Int64? {
    issuedAt.map { time in
      switch time.secondsSince1970 {
      case ..<1_773_532_800: 398  // before 2026-03-15
      case ..<1_805_068_800: 200  // before 2027-03-15
      case ..<1_868_227_200: 100  // before 2029-03-15
      default: 47
      }
    }
  }

  /// Whether its revocation need not be published (BR §1.6.1, "Short-lived Subscriber Certificate").
  var isShortLived: Bool {
    guard let days, let time = issuedAt else { return false }
    return days <= (time.secondsSince1970 < 1_773_532_800 ? 10 : 7)
  }
}
