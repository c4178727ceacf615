/// What the extensions name.
extension LintVector {
  static let identifiers = [
    LintVector("issuer-by-serial-too", .leaf, ["authority_key_identifier_form"]) {
      $0[.authorityKeyIdentifier].parts.append(.tagged(2, octets: [1]))
    },
    LintVector("issuer-without-key-identifier", .leaf, ["authority_key_identifier_form"]) {
      $0[.authorityKeyIdentifier] = .sequence()
    },
    LintVector("issuer-of-another-key", .leaf, ["authority_key_identifier_not_issuers"]) {
      $0[.authorityKeyIdentifier].parts[0].octets[0] ^= 1
    },
    LintVector("issuer-of-another-key", .root, ["authority_key_identifier_not_issuers"]) {
      $0[.authorityKeyIdentifier].parts[0].octets[0] ^= 1
    },
    LintVector("key-identifier-empty", .intermediate, ["subject_key_identifier_empty"]) {
      $0[.subjectKeyIdentifier] = .octetString([])
    },
  ]

  /// Alternative names, DNS names first.
  private static func names(_ names: String...) -> DERTree {
    .sequence(of: names.map { .tagged(2, text: $0) })
  }

  private static func badName(_ what: String, _ name: String) -> LintVector {
    LintVector("dns-name-\(what)", .leaf, ["dns_name_form"]) {
      $0[.alternativeName] = names("www.example.com", name)
    }
  }

  static let alternativeNames = [
    LintVector(
      "critical-names-beside-subject", .leaf,
      ["alternative_name_criticality", "common_name_present"]
    ) {
      $0.subject = [.attribute(commonName, .utf8("www.example.com"))]
    },
    LintVector("names-none", .leaf, ["alternative_names_empty"]) {
      $0[.alternativeName] = .sequence()
    },
    LintVector("name-for-mail", .leaf, ["alternative_name_type"]) {
      $0[.alternativeName].parts.append(.tagged(1, text: "a@example.com"))
    },
    LintVector("name-by-url", .leaf, ["alternative_name_type"]) {
      $0[.alternativeName].parts.append(.tagged(6, text: "https://example.com"))
    },
    badName("empty", ""),
    badName("single-label", "localhost"),
    badName("with-underscore", "a_b.example.com"),
    badName("with-hyphen-first", "-a.example.com"),
    badName("with-hyphen-last", "a-.example.com"),
    badName("with-empty-label", "a..example.com"),
    badName("with-dot-last", "a.example.com."),
    badName("with-asterisk-inside", "a.*.example.com"),
    badName("with-partial-asterisk", "a*.example.com"),
    badName("wildcard-of-top", "*.com"),
    badName("in-unicode", "bücher.example.com"),
    badName("with-reserved-label", "ab--c.example.com"),
    badName("with-long-label", String(repeating: "a", count: 64) + ".example.com"),
    badName("too-long", String(repeating: "a.", count: 125) + "test"),
    badName("as-address", "192.0.2.1"),
    badName("with-null", "www.example.com\0.evil.example"),
    LintVector("dns-name-in-reverse-zone", .leaf, ["dns_name_in_reverse_zone"]) {
      $0[.alternativeName] = names("2.0.192.in-addr.ARPA")
    },
    // A special-use domain that an operator may allow (RFC 8375); no reverse zone.
    LintVector("dns-name-in-home-arpa", .leaf, []) {
      $0[.alternativeName] = names("printer.home.arpa")
    },
    LintVector("address-of-5-octets", .leaf, ["ip_address_length"]) {
      $0[.alternativeName].parts.append(.tagged(7, octets: [1, 2, 3, 4, 5]))
    },
    LintVector("name-twice", .leaf, ["alternative_name_repeated"]) {
      $0[.alternativeName] = names("www.example.com", "www.example.com")
    },
  ]

  private static let domainValidated = DERTree.oid([0x67, 0x81, 0x0c, 1, 2, 1])
  private static let organizationValidated = DERTree.oid([0x67, 0x81, 0x0c, 1, 2, 2])
  private static let anyPolicy = DERTree.oid([0x55, 0x1d, 0x20, 0])
  private static let ownPolicy = DERTree.oid([0x2b, 6, 1, 4, 1, 0x83, 0x7d, 1])

  private static func policies(_ oids: DERTree...) -> DERTree {
    .sequence(of: oids.map { .sequence($0) })
  }

  private static let caIssuers = DERTree.oid([0x2b, 6, 1, 5, 5, 7, 0x30, 2])
  private static let ocsp = DERTree.oid([0x2b, 6, 1, 5, 5, 7, 0x30, 1])

  private static func access(_ method: DERTree, _ url: String) -> DERTree {
    .sequence(method, .tagged(6, text: url))
  }

  static func distributionPoints(_ urls: String...) -> DERTree {
    .sequence(of: urls.map { .sequence(.tagged(0, .tagged(0, .tagged(6, text: $0)))) })
  }

  static let publications = [
    LintVector("policies-none", .leaf, ["policies_empty_or_repeated", "reserved_policy_count"]) {
      $0[.policies] = .sequence()
    },
    LintVector("policy-twice", .intermediate, ["policies_empty_or_repeated", "authority_policies"])
    {
      $0[.policies] = policies(domainValidated, domainValidated)
    },
    LintVector("policies-two-reserved", .leaf, ["reserved_policy_count"]) {
      $0[.policies] = policies(domainValidated, organizationValidated)
    },
    LintVector("policy-any", .leaf, ["any_policy_present", "reserved_policy_count"]) {
      $0[.policies] = policies(anyPolicy)
    },
    LintVector("policy-any-among-others", .intermediate, ["authority_policies"]) {
      $0[.policies] = policies(domainValidated, anyPolicy)
    },
    LintVector("policy-of-ones-own-first", .leaf, ["reserved_policy_not_first"]) {
      $0[.policies] = policies(ownPolicy, domainValidated)
    },
    LintVector("policy-qualified", .leaf, ["policy_qualifiers_present"]) {
      $0[.policies] = .sequence(
        .sequence(
          domainValidated,
          .sequence(
            .sequence(
              .oid([0x2b, 6, 1, 5, 5, 7, 2, 1]), .primitive(0x16, Array("http://a.example".utf8)))))
      )
    },
    LintVector("access-by-https", .leaf, ["access_descriptions_form"]) {
      $0[.informationAccess] = .sequence(access(caIssuers, "https://pki.example.com/r1.der"))
    },
    LintVector("access-without-host", .leaf, ["access_descriptions_form"]) {
      $0[.informationAccess] = .sequence(access(caIssuers, "http:///r1.der"))
    },
    LintVector("access-by-another-method", .intermediate, ["access_descriptions_form"]) {
      $0[.informationAccess] = .sequence(
        access(.oid([0x2b, 6, 1, 5, 5, 7, 0x30, 5]), "http://pki.example.com/repository"))
    },
    LintVector("access-none", .leaf, ["access_descriptions_form", "issuer_location_absent"]) {
      $0[.informationAccess] = .sequence()
    },
    LintVector("access-twice", .leaf, ["access_description_repeated"]) {
      $0[.informationAccess].parts += $0[.informationAccess].parts
    },
    LintVector("access-to-ocsp-alone", .leaf, ["issuer_location_absent"]) {
      $0[.informationAccess] = .sequence(access(ocsp, "http://ocsp.example.com"))
    },
    LintVector("list-by-ldap", .leaf, ["distribution_points_form"]) {
      $0[.distributionPoints] = distributionPoints("ldap://pki.example.com/cn=r1")
    },
    LintVector("list-for-some-reasons", .intermediate, ["distribution_points_form"]) {
      $0[.distributionPoints].parts[0].parts.append(.tagged(1, octets: [1, 6]))
    },
    LintVector("list-without-name", .intermediate, ["distribution_points_form"]) {
      $0[.distributionPoints] = .sequence(.sequence(.tagged(2, .tagged(4))))
    },
    LintVector("lists-none", .leaf, ["distribution_points_form"]) {
      $0[.distributionPoints] = .sequence()
    },
    LintVector("lists-two", .leaf, ["distribution_points_several"]) {
      $0[.distributionPoints] = distributionPoints("http://a.example.com", "http://b.example.com")
    },
    LintVector("revocation-nowhere", .leaf, ["revocation_information_absent"]) {
      $0.remove(.distributionPoints)
    },
  ]
}
