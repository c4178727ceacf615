package import CertificateFormats

/// How long the certificates of subscribers may be valid, by the day on which they are issued.
package enum ValidityLimit {
  /// - Note: CA/B Baseline Requirements §6.3.2.
  package static func days(at time: CertificateTime) -> Int64 {
    switch time.secondsSince1970 {
    case ..<march2026: 398
    case ..<march2027: 200
    case ..<march2029: 100
    default: 47
    }
  }

  /// Up to how many days a certificate counts as short-lived.
  ///
  /// - Note: CA/B Baseline Requirements §1.6.1, "Short-lived Subscriber Certificate".
  static func shortLivedDays(at time: CertificateTime) -> Int64 {
    time.secondsSince1970 < march2026 ? 10 : 7
  }

  // The 15th of March, 00:00 UTC.
  private static let march2026: Int64 = 1_773_532_800
  private static let march2027: Int64 = 1_805_068_800
  private static let march2029: Int64 = 1_868_227_200
}
