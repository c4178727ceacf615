internal import CertificateFormats
internal import SwiftASN1

/// Issuer and subject.
extension Lint {
  static let names = [
    Lint(
      "issuer_empty", .error, "RFC 5280 §4.1.2.4", of: CertificateRole.all,
      "The issuer has a name."
    ) { certificate in
      certificate.tbs.issuer.isEmpty ? "the issuer's name has no attribute" : nil
    },
    Lint(
      "issuer_not_issuers_subject", .error, "RFC 5280 §4.1.2.4, BR §7.1.4.1",
      of: CertificateRole.all,
      "The issuer is the subject of the issuer's certificate, byte for byte."
    ) { certificate in
      guard let issuer = certificate.issuer else { return nil }
      return certificate.tbs.issuer.bytes.elementsEqual(issuer.name.derBytes)
        ? nil : "its bytes are others"
    },
    Lint(
      "root_not_self_issued", .error, "BR §7.1.2.1", of: [.root],
      "A root's issuer is its own subject, byte for byte."
    ) { certificate in
      certificate.tbs.issuer.bytes == certificate.tbs.subject.bytes ? nil : "its bytes are others"
    },
    Lint(
      "authority_subject_incomplete", .error, "BR §7.1.2.10.2", of: CertificateRole.authorities,
      "A CA is named by country, organization and common name."
    ) { certificate in
      let kinds = certificate.tbs.subject.attributes.map(\.kind)
      let needed: [AttributeKind] = [.countryName, .organizationName, .commonName]
      return needed.first { !kinds.contains($0) }.map { "\($0) is missing" }
    },
    Lint(
      "authority_subject_has_unit", .error, "BR §7.1.2.10.2", of: CertificateRole.authorities,
      "A CA's name has no organizational unit."
    ) { certificate in
      certificate.tbs.subject.attributes.contains { $0.kind == .organizationalUnitName }
        ? "there is one" : nil
    },
    Lint(
      "authority_subject_has_other_attribute", .warning, "BR §7.1.2.10.2",
      of: CertificateRole.authorities,
      "A CA's name should have no attribute that the Baseline Requirements don't list."
    ) { certificate in
      certificate.tbs.subject.attributes.first { attribute in
        switch attribute.kind {
        case .countryName, .stateOrProvinceName, .localityName, .postalCode, .streetAddress,
          .organizationName, .organizationalUnitName, .commonName:
          false
        case .domainComponent, .surname, .givenName, nil: true
        }
      }.map { "\(ObjectIdentifierText.text(ofContent: $0.type)) is there" }
    },
    Lint(
      "name_has_multiple_in_one", .error, "BR §7.1.4.1", of: CertificateRole.baseline,
      "Each relative distinguished name has one attribute."
    ) { certificate in
      certificate.tbs.subject.hasMultipleInOne ? "the subject has one with several" : nil
    },
    Lint(
      "name_attribute_repeated", .error, "BR §7.1.4.1", of: CertificateRole.baseline,
      "An attribute stands once in a name."
    ) { certificate in
      let attributes = certificate.tbs.subject.attributes
      for (index, attribute) in attributes.enumerated()
      where attribute.kind?.mayRepeat != true
        && attributes[..<index].contains(where: { $0.type == attribute.type })
      {
        return "\(ObjectIdentifierText.text(ofContent: attribute.type)) stands again"
      }
      return nil
    },
    Lint(
      "name_attribute_order", .error, "BR §7.1.4.2", of: CertificateRole.baseline,
      "Attributes stand in the order country, state, locality, …, organization, …, common name."
    ) { certificate in
      let kinds = certificate.tbs.subject.attributes.compactMap(\.kind)
      return zip(kinds, kinds.dropFirst()).first { $0.rawValue > $1.rawValue }.map {
        "\($1) comes after \($0)"
      }
    },
    Lint(
      "name_attribute_encoding", .error, "BR §7.1.4.2", of: CertificateRole.baseline,
      "A country is a PrintableString, other attributes are UTF8String or PrintableString."
    ) { certificate in
      certificate.tbs.subject.attributes.first { attribute in
        !(attribute.kind?.allows(attribute.encoding) ?? true) || !attribute.isReadable
      }.map {
        "\(ObjectIdentifierText.text(ofContent: $0.type)) has another type, or characters that its type lacks"
      }
    },
    Lint(
      "name_attribute_length", .error, "BR §7.1.4.2", of: CertificateRole.baseline,
      "An attribute has 1 character at least and as many at most as X.520 grants it."
    ) { certificate in
      certificate.tbs.subject.attributes.first { attribute in
        let count = attribute.text.unicodeScalars.count
        return count == 0 || count > (attribute.kind?.longest ?? .max)
      }.map {
        "\(ObjectIdentifierText.text(ofContent: $0.type)) has \($0.text.unicodeScalars.count) characters"
      }
    },
    Lint(
      "country_code_form", .error, "BR §7.1.2.10.2", of: CertificateRole.baseline,
      "A country is two capital letters of ISO 3166-1."
    ) { certificate in
      certificate.tbs.subject.attributes.first { attribute in
        attribute.kind == .countryName
          && !(attribute.value.count == 2
            && attribute.value.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
      }.map { "it is \"\($0.text.prefix(8))\"" }
    },
  ]

  static let subscriberNames = [
    Lint(
      "subject_attribute_not_validated", .error, "BR §7.1.2.7.2", of: [.leaf],
      "The subject of a domain-validated certificate has at most country and common name."
    ) { certificate in
      certificate.tbs.subject.attributes.first {
        $0.kind != .countryName && $0.kind != .commonName
      }.map { "\(ObjectIdentifierText.text(ofContent: $0.type)) is there" }
    },
    Lint(
      "common_name_present", .warning, "BR §7.1.2.7.2", of: [.leaf],
      "A server certificate should have no common name: nobody reads it."
    ) { certificate in
      certificate.tbs.subject.attributes.contains { $0.kind == .commonName } ? "it has one" : nil
    },
    Lint(
      "common_name_not_among_names", .error, "BR §7.1.4.3", of: [.leaf],
      "A common name is one of the subject alternative names, character for character."
    ) { certificate in
      guard
        let common = certificate.tbs.subject.attributes.first(where: { $0.kind == .commonName })
      else { return nil }
      let isListed = (certificate.tbs.contents.alternativeNames ?? []).contains { name in
        switch name {
        case .dnsName(let text): text == common.value
        // Addresses are compared by nobody here: this CA certifies none.
        case .ipAddress: true
        case .uniformResourceIdentifier, .other: false
        }
      }
      return isListed ? nil : "\"\(common.text.prefix(64))\" is none of them"
    },
  ]
}

extension NameReading.Attribute {
  /// Whether each character is one that the type has.
  fileprivate var isReadable: Bool {
    switch encoding {
    case .printableString: value.allSatisfy(Self.isPrintable)
    case .utf8String: String(validating: value, as: UTF8.self) != nil
    case .ia5String: value.allSatisfy { $0 < 0x80 }
    default: true
    }
  }

  /// X.680 §41.4.
  private static func isPrintable(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: " '()+,-./:=?".utf8.contains(octet)
    }
  }
}
