package import AuthorityModel
package import CertificateFormats

/// Which validity the certificates of one profile get under one issuer, and which a client may ask for.
package struct ValidityTerms: Sendable, Hashable {
  /// How far from its signing a certificate's validity may begin (CA/B Baseline Requirements
  /// §7.1.2.7).
  package static let farthestStart = Duration.seconds(48 * 3600)

  package let longest: Duration
  package let backdate: Duration
  package let issuer: Validity

  package init(longest: Duration, backdate: Duration, issuer: Validity) {
    self.longest = longest
    self.backdate = backdate
    self.issuer = issuer
  }

  package init(profile: CertificateProfile, issuer: IssuerDescription) {
    self.init(longest: profile.validity, backdate: profile.backdate, issuer: issuer.validity)
  }

  /// Checks, as an order is placed, that a certificate can be as its client asks.
  ///
  /// - Throws: ``ValidityRefusal`` with the field at fault and what it may be. RFC 8555 §7.4: what
  ///   can't be fulfilled as asked is refused, never issued otherwise.
  package func check(_ requested: RequestedValidity, at now: Timestamp) throws(ValidityRefusal) {
    guard requested != .unspecified else { return }
    let now = now.wholeSeconds
    let earliest = max(now - backdate.wholeSeconds, issuer.notBefore.secondsSince1970)
    let start: Int64
    if let notBefore = requested.notBefore {
      start = notBefore.wholeSeconds
      var latest = now + Self.farthestStart.wholeSeconds
      if requested.notAfter == nil { latest = min(latest, lastEnd - lastSecond) }
      guard earliest <= latest, (earliest...latest).contains(start) else {
        throw ValidityRefusal(.notBefore, start, earliest: earliest, latest: latest)
      }
    } else {
      start = earliest
    }
    guard let end = requested.notAfter?.wholeSeconds else { return }
    let soonest = max(start, now) + 1
    let latest = min(start + lastSecond, lastEnd)
    guard soonest <= latest, (soonest...latest).contains(end) else {
      throw ValidityRefusal(.notAfter, end, earliest: soonest, latest: latest)
    }
  }

  /// Checks that a certificate that is signed now, and for which nothing else was asked, fits into its
  /// issuer's validity.
  ///
  /// Asked before an order is placed and before it is accepted: an accepted one could only fail.
  ///
  /// - Throws: What the CA's operator has to mend; the client is not at fault.
  package func requireRoom(
    for requested: RequestedValidity, at now: Timestamp
  ) throws(TemplateError) {
    guard requested == .unspecified else { return }
    let time: CertificateTime
    do throws(CertificateFormatError) {
      time = try CertificateTime(secondsSince1970: now.wholeSeconds)
    } catch {
      throw .format(error)
    }
    _ = try validity(for: requested, at: time)
  }

  /// From the first to the last second of the longest validity, both of which count (§1.6.1).
  private var lastSecond: Int64 { longest.wholeSeconds - 1 }

  private var lastEnd: Int64 { issuer.notAfter.secondsSince1970 }

  /// The validity of a certificate that is about to be signed.
  ///
  /// Begins no earlier than the issuer's certificate, which may be younger than the backdating.
  ///
  /// - Throws: ``TemplateError`` rather than a certificate that is shorter than the profile promises
  ///   or other than its client asked.
  func validity(
    for requested: RequestedValidity, at now: CertificateTime
  ) throws(TemplateError) -> Validity {
    guard now >= issuer.notBefore else {
      throw .precedesIssuer(now: now, issuerNotBefore: issuer.notBefore)
    }
    let validity: Validity
    do {
      let start =
        if let notBefore = requested.notBefore {
          try CertificateTime(secondsSince1970: notBefore.wholeSeconds)
        } else {
          max(try now.advanced(by: .zero - backdate), issuer.notBefore)
        }
      validity =
        if let notAfter = requested.notAfter {
          try Validity(
            from: start, through: CertificateTime(secondsSince1970: notAfter.wholeSeconds))
        } else {
          try Validity(from: start, lasting: longest)
        }
    } catch {
      throw .format(error)
    }
    guard validity.notAfter <= issuer.notAfter else {
      throw .outlivesIssuer(notAfter: validity.notAfter, issuerNotAfter: issuer.notAfter)
    }
    if requested != .unspecified, !isTimely(validity, at: now) {
      throw .untimely(validity, now: now)
    }
    return validity
  }

  /// Whether what was asked for when the order was placed can still be certified now.
  private func isTimely(_ validity: Validity, at now: CertificateTime) -> Bool {
    let start = validity.notBefore.secondsSince1970
    let distance = abs(start - now.secondsSince1970)
    return validity.notBefore >= issuer.notBefore && now < validity.notAfter
      && distance <= Self.farthestStart.wholeSeconds
      && validity.notAfter.secondsSince1970 - start <= lastSecond
  }
}

extension Timestamp {
  /// As a certificate can say it (RFC 5280 §4.1.2.5.1).
  fileprivate var wholeSeconds: Int64 {
    (millisecondsSinceEpoch - (millisecondsSinceEpoch % 1000 + 1000) % 1000) / 1000
  }
}

extension Duration {
  fileprivate var wholeSeconds: Int64 { components.seconds }
}
