internal import CertificateFormats

/// Key identifiers, and the names for which a certificate stands.
extension Lint {
  static let keyIdentifiers = [
    Lint(
      "authority_key_identifier_form", .error, "BR §7.1.2.11.1, §7.1.2.1.3",
      of: CertificateRole.baseline,
      "The authority key identifier has a keyIdentifier, and neither issuer nor serial number."
    ) { certificate in
      guard let identifier = certificate.tbs.contents.authorityKeyIdentifier else { return nil }
      if identifier.keyIdentifier == nil { return "the keyIdentifier is missing" }
      return identifier.namesIssuerOrSerial ? "issuer or serial number is there" : nil
    },
    Lint(
      "authority_key_identifier_not_issuers", .error, "RFC 5280 §4.2.1.1, BR §7.1.2.11.1",
      of: CertificateRole.all,
      "The authority key identifier is the issuer's subject key identifier."
    ) { certificate in
      guard let own = certificate.tbs.contents.authorityKeyIdentifier?.keyIdentifier else {
        return nil
      }
      if certificate.role == .root {
        let subject = certificate.tbs.contents.subjectKeyIdentifier
        return own == subject ? nil : "it is not the root's own subject key identifier"
      }
      guard let issuer = certificate.issuer, !own.elementsEqual(issuer.keyIdentifier.bytes) else {
        return nil
      }
      return "it is \(HexList(own)), the issuer's \(HexList(issuer.keyIdentifier.bytes[...]))"
    },
    Lint(
      "subject_key_identifier_empty", .error, "RFC 5280 §4.2.1.2", of: CertificateRole.all,
      "A subject key identifier has octets."
    ) { certificate in
      certificate.tbs.contents.subjectKeyIdentifier?.isEmpty == true ? "it has none" : nil
    },
  ]

  static let alternativeNames = [
    Lint(
      "alternative_name_criticality", .error, "RFC 5280 §4.2.1.6, BR §7.1.2.7.12",
      of: CertificateRole.endEntities,
      "The subject alternative name is critical where the subject is empty, and only there."
    ) { certificate in
      guard let names = certificate.tbs.extension(.subjectAlternativeName),
        names.isCritical != certificate.tbs.subject.isEmpty
      else { return nil }
      return names.isCritical ? "it is critical beside a subject" : "it isn't critical"
    },
    Lint(
      "subject_empty_without_names", .error, "RFC 5280 §4.1.2.6", of: CertificateRole.all,
      "A certificate names its subject, or has alternative names."
    ) { certificate in
      certificate.tbs.subject.isEmpty && certificate.tbs.extension(.subjectAlternativeName) == nil
        ? "it has neither" : nil
    },
    Lint(
      "alternative_names_empty", .error, "RFC 5280 §4.2.1.6", of: CertificateRole.all,
      "A subject alternative name holds at least one name."
    ) { certificate in
      certificate.tbs.contents.alternativeNames?.isEmpty == true ? "it holds none" : nil
    },
    Lint(
      "alternative_name_type", .error, "BR §7.1.2.7.12", of: [.leaf],
      "A server is named by dNSName and iPAddress alone."
    ) { certificate in
      (certificate.tbs.contents.alternativeNames ?? []).first { name in
        switch name {
        case .dnsName, .ipAddress: false
        case .uniformResourceIdentifier, .other: true
        }
      }.map { "\($0.text) is there" }
    },
    Lint(
      "dns_name_form", .error, "RFC 1034 §3.5, BR §7.1.2.7.12", of: [.leaf],
      "A DNS name has two labels or more of letters, digits and hyphens; an asterisk may be its first one."
    ) { certificate in
      for case .dnsName(let octets) in certificate.tbs.contents.alternativeNames ?? [] {
        if let fault = DNSNameForm.fault(in: octets) {
          return "\(GeneralNameReading.dnsName(octets).text) \(fault)"
        }
      }
      return nil
    },
    Lint(
      "dns_name_in_reverse_zone", .error, "BR §7.1.2.7.12", of: [.leaf],
      "A DNS name doesn't end in a reverse zone."
    ) { certificate in
      (certificate.tbs.contents.alternativeNames ?? []).first { name in
        guard case .dnsName(let octets) = name else { return false }
        return ["in-addr.arpa", "ip6.arpa"].contains { zone in
          octets.suffix(zone.utf8.count).elementsEqual(zone.utf8, by: { $0 | 0x20 == $1 | 0x20 })
        }
      }.map { "\($0.text) does" }
    },
    Lint(
      "ip_address_length", .error, "RFC 5280 §4.2.1.6", of: CertificateRole.all,
      "An address has 4 octets or 16."
    ) { certificate in
      for case .ipAddress(let octets) in certificate.tbs.contents.alternativeNames ?? []
      where octets.count != 4 && octets.count != 16 {
        return "one has \(octets.count)"
      }
      return nil
    },
    Lint(
      "alternative_name_repeated", .warning, "RFC 5280 §4.2.1.6", of: CertificateRole.endEntities,
      "Each name stands once."
    ) { certificate in
      var seen: Set<ArraySlice<UInt8>> = []
      for case .dnsName(let octets) in certificate.tbs.contents.alternativeNames ?? []
      where !seen.insert(octets).inserted {
        return "\(GeneralNameReading.dnsName(octets).text) stands again"
      }
      return nil
    },
  ]
}

/// The preferred name syntax, read apart from ``DomainName``, which made the names.
enum DNSNameForm {
  /// What is wrong with a name; nil when nothing is.
  static func fault(in name: ArraySlice<UInt8>) -> String? {
    guard !name.isEmpty, name.count <= 253 else { return "has \(name.count) octets" }
    var labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1 else { return "is a single label" }
    if labels[0].elementsEqual([UInt8(ascii: "*")]) {
      guard labels.count > 2 else { return "is a wildcard of a top-level domain" }
      labels.removeFirst()
    }
    for label in labels {
      if let fault = fault(inLabel: label) { return fault }
    }
    guard let top = labels.last, !top.allSatisfy(isDigit) else { return "ends in a number" }
    return nil
  }

  private static func fault(inLabel label: ArraySlice<UInt8>) -> String? {
    guard let first = label.first, let last = label.last else { return "has an empty label" }
    guard label.count <= 63 else { return "has a label of \(label.count) octets" }
    guard first != UInt8(ascii: "-"), last != UInt8(ascii: "-") else {
      return "has a label with a hyphen at its edge"
    }
    guard label.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }) else {
      return "has characters other than letters, digits and hyphens"
    }
    // RFC 5890 §2.3.1: of the labels with hyphens in third and fourth place only A-labels are in use.
    let isReserved = label.dropFirst(2).starts(with: "--".utf8)
    let isALabel = label.prefix(2).elementsEqual("xn".utf8, by: { $0 | 0x20 == $1 })
    return isReserved && !isALabel ? "has a label that is reserved" : nil
  }

  private static func isLetter(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20)
  }

  private static func isDigit(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
  }
}
