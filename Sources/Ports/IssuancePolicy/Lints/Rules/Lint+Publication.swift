/// Policies, and where issuer and revocations are published.
extension Lint {
  static let policies = [
    Lint(
      "policies_empty_or_repeated", .error, "RFC 5280 §4.2.1.4", of: CertificateRole.all,
      "There is at least one policy, and each stands once."
    ) { certificate in
      guard let policies = certificate.tbs.contents.policies else { return nil }
      if policies.isEmpty { return "there is none" }
      return Set(policies.map(\.oid)).count == policies.count ? nil : "one stands again"
    },
    Lint(
      "reserved_policy_count", .error, "BR §7.1.2.7.9", of: [.leaf],
      "Exactly one policy is a reserved one of the CA/Browser Forum."
    ) { certificate in
      guard let policies = certificate.tbs.contents.policies else { return nil }
      let count = policies.count { ReservedPolicy.isReserved($0.oid) }
      return count == 1 ? nil : "\(count) are"
    },
    Lint(
      "any_policy_present", .error, "BR §7.1.2.7.9", of: [.leaf],
      "A server certificate is issued under a policy, not under any."
    ) { certificate in
      (certificate.tbs.contents.policies ?? [])
        .contains { $0.oid.elementsEqual(ReservedPolicy.anyPolicy) } ? "anyPolicy is there" : nil
    },
    Lint(
      "authority_policies", .error, "BR §7.1.2.10.5", of: [.intermediate],
      "A CA has anyPolicy and nothing else, or exactly one reserved policy and not anyPolicy."
    ) { certificate in
      guard let policies = certificate.tbs.contents.policies else { return nil }
      if policies.contains(where: { $0.oid.elementsEqual(ReservedPolicy.anyPolicy) }) {
        return policies.count == 1 ? nil : "others stand beside anyPolicy"
      }
      let count = policies.count { ReservedPolicy.isReserved($0.oid) }
      return count == 1 ? nil : "\(count) are reserved ones"
    },
    Lint(
      "reserved_policy_not_first", .warning, "BR §7.1.2.7.9, §7.1.2.10.5",
      of: [.leaf, .intermediate], "The reserved policy should come first."
    ) { certificate in
      guard let policies = certificate.tbs.contents.policies, let first = policies.first,
        policies.contains(where: { ReservedPolicy.isReserved($0.oid) }),
        !ReservedPolicy.isReserved(first.oid)
      else { return nil }
      return "\(ObjectIdentifierText.text(ofContent: first.oid)) does"
    },
    Lint(
      "policy_qualifiers_present", .warning, "BR §7.1.2.7.9, §7.1.2.10.5",
      of: [.leaf, .intermediate], "Policies should have no qualifiers."
    ) { certificate in
      (certificate.tbs.contents.policies ?? []).contains(where: \.hasQualifiers)
        ? "one has them" : nil
    },
  ]

  static let informationAccess = [
    Lint(
      "access_descriptions_form", .error, "BR §7.1.2.7.7, §7.1.2.10.3",
      of: CertificateRole.baseline,
      "Authority information access has one description or more, each of OCSP or the issuer, with an http:// URL."
    ) { certificate in
      guard let descriptions = certificate.tbs.contents.accessDescriptions else { return nil }
      if descriptions.isEmpty { return "there is none" }
      return descriptions.first {
        !AccessMethod.isAllowed($0.method) || !$0.location.isHTTPURL
      }.map { "\(ObjectIdentifierText.text(ofContent: $0.method)) at \($0.location.text)" }
    },
    Lint(
      "access_description_repeated", .error, "BR §7.1.2.7.7, §7.1.2.10.3",
      of: CertificateRole.baseline, "Each place stands once for a method."
    ) { certificate in
      let keys = (certificate.tbs.contents.accessDescriptions ?? []).map {
        Array($0.method) + Array($0.location.text.utf8)
      }
      return Set(keys).count == keys.count ? nil : "one stands again"
    },
    Lint(
      "issuer_location_absent", .warning, "BR §7.1.2.7.7", of: [.leaf],
      "Authority information access should say where the issuer's certificate is."
    ) { certificate in
      guard let descriptions = certificate.tbs.contents.accessDescriptions else { return nil }
      return descriptions.contains { $0.method.elementsEqual(AccessMethod.caIssuers) }
        ? nil : "it doesn't"
    },
  ]

  static let distributionPoints = [
    Lint(
      "distribution_points_form", .error, "BR §7.1.2.11.2", of: CertificateRole.baseline,
      "Each CRL distribution point is a full name of http:// URLs, without reasons or CRL issuer."
    ) { certificate in
      guard let points = certificate.tbs.contents.distributionPoints else { return nil }
      if points.isEmpty { return "there is none" }
      for point in points {
        if point.hasReasonsOrIssuer { return "there are reasons or a CRL issuer" }
        guard let names = point.fullName, !names.isEmpty else { return "there is no full name" }
        if let name = names.first(where: { !$0.isHTTPURL }) { return "\(name.text) is there" }
      }
      return nil
    },
    Lint(
      "distribution_points_several", .warning, "BR §7.1.2.11.2", of: CertificateRole.baseline,
      "There should be one CRL distribution point."
    ) { certificate in
      guard let count = certificate.tbs.contents.distributionPoints?.count, count > 1 else {
        return nil
      }
      return "there are \(count)"
    },
    Lint(
      "revocation_information_absent", .error, "BR §7.1.2.11.2", of: [.leaf],
      "A certificate that isn't short-lived says where its revocation would be found: by CRL or OCSP."
    ) { certificate in
      let contents = certificate.tbs.contents
      let hasOCSP = (contents.accessDescriptions ?? [])
        .contains { $0.method.elementsEqual(AccessMethod.ocsp) }
      guard !hasOCSP, contents.distributionPoints == nil, !certificate.isShortLived else {
        return nil
      }
      return "it names neither"
    },
  ]

  private enum AccessMethod {
    static let ocsp: [UInt8] = [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01]
    static let caIssuers: [UInt8] = [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02]

    static func isAllowed(_ oid: ArraySlice<UInt8>) -> Bool {
      oid.elementsEqual(ocsp) || oid.elementsEqual(caIssuers)
    }
  }

  /// Baseline Requirements §7.1.6.1.
  private enum ReservedPolicy {
    static let anyPolicy: [UInt8] = [0x55, 0x1d, 0x20, 0x00]
    private static let baseline: [UInt8] = [0x67, 0x81, 0x0c, 0x01, 0x02]
    private static let extendedValidation: [UInt8] = [0x67, 0x81, 0x0c, 0x01, 0x01]

    static func isReserved(_ oid: ArraySlice<UInt8>) -> Bool {
      oid.elementsEqual(extendedValidation)
        || (oid.count == 6 && oid.starts(with: baseline) && (1...3).contains(oid.last ?? 0))
    }
  }
}
