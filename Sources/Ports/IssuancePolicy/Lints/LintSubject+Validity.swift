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
  var longestValidityInDays: Int64? { issuedAt.map(ValidityLimit.days) }

  /// Whether its revocation need not be published (BR §1.6.1, "Short-lived Subscriber Certificate").
  var isShortLived: Bool {
    guard let days, let time = issuedAt else { return false }
    return days <= ValidityLimit.shortLivedDays(at: time)
  }
}
