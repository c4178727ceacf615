internal import CertificateFormats

/// From when until when.
extension Lint {
  static let validity = [
    Lint(
      "validity_time_form", .error, "RFC 5280 §4.1.2.5", of: CertificateRole.all,
      "Times have seconds, no fractions of them, and end in Z."
    ) { certificate in
      [certificate.tbs.notBefore, certificate.tbs.notAfter].first { $0.time == nil }.map {
        "\"\(String(decoding: $0.text.prefix(32), as: UTF8.self))\" is no such time"
      }
    },
    Lint(
      "validity_time_type", .error, "RFC 5280 §4.1.2.5", of: CertificateRole.all,
      "Times are UTCTime through 2049 and GeneralizedTime from 2050 on."
    ) { certificate in
      [certificate.tbs.notBefore, certificate.tbs.notAfter].first { reading in
        guard let time = reading.time else { return false }
        // 2050-01-01T00:00:00Z.
        return reading.isUTCTime == (time.secondsSince1970 >= 2_524_608_000)
      }.map { "\"\(String(decoding: $0.text, as: UTF8.self))\" has the other type" }
    },
    Lint(
      "validity_reversed", .error, "RFC 5280 §4.1.2.5", of: CertificateRole.all,
      "A certificate begins before it ends."
    ) { certificate in
      guard let (from, through) = certificate.validity, from > through else { return nil }
      return "it is valid from \(from) until \(through)"
    },
    Lint(
      "validity_too_long", .error, "BR §6.3.2", of: [.leaf],
      "A server certificate is valid for at most 398 days, 200 from 2026-03-15 on, 100 from 2027-03-15 on, 47 from 2029-03-15 on."
    ) { certificate in
      guard let days = certificate.days, let limit = certificate.longestValidityInDays,
        days > limit
      else { return nil }
      return "it is valid for \(days) days begun, at most \(limit) are allowed"
    },
    Lint(
      "validity_at_the_limit", .warning, "BR §6.3.2", of: [.leaf],
      "A server certificate should be valid for a day less than the longest time allowed."
    ) { certificate in
      guard let days = certificate.days, let limit = certificate.longestValidityInDays,
        days == limit
      else { return nil }
      return "it is valid for \(days) days"
    },
    Lint(
      "root_validity_length", .error, "BR §7.1.2.1.1", of: [.root],
      "A root is valid for 2922 to 9132 days, some 8 to 25 years."
    ) { certificate in
      guard let days = certificate.days, !(2_922...9_132).contains(days) else { return nil }
      return "it is valid for \(days) days"
    },
    Lint(
      "not_before_far_from_signing", .error, "BR §7.1.2.7", of: [.leaf],
      "A server certificate begins within 48 hours of its being signed."
    ) { certificate in
      guard let offset = certificate.secondsFromNotBeforeToSigning, abs(offset) > 48 * 3_600
      else { return nil }
      return "it is signed \(offset / 3_600) hours after notBefore"
    },
    Lint(
      "not_before_not_at_signing", .error, "BR §7.1.2.1.1, §7.1.2.10.1",
      of: CertificateRole.authorities,
      "A CA's certificate begins when it is signed, or at most a day earlier."
    ) { certificate in
      guard let offset = certificate.secondsFromNotBeforeToSigning,
        !(0...86_400).contains(offset)
      else { return nil }
      return "it is signed \(offset) seconds after notBefore"
    },
    Lint(
      "validity_beyond_issuer", .warning, "RFC 5280 §6.1.3", of: [.leaf, .intermediate, .listener],
      "A certificate ends no later than its issuer's, after which no path leads to it."
    ) { certificate in
      guard let issuer = certificate.issuer, let notAfter = certificate.tbs.notAfter.time,
        notAfter > issuer.validity.notAfter
      else { return nil }
      return "it ends \(notAfter), the issuer's \(issuer.validity.notAfter)"
    },
  ]
}
