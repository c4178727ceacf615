/// Which extensions there are, and what they allow.
extension LintVector {
  static let extensionSets =
    [
      without(.leaf, .informationAccess, "authority_information_access"),
      without(.leaf, .authorityKeyIdentifier, "authority_key_identifier"),
      without(.leaf, .policies, "certificate_policies"),
      without(.leaf, .extendedKeyUsage, "extended_key_usage"),
      without(
        .leaf, .alternativeName, "subject_alternative_name", and: ["subject_empty_without_names"]),
      without(.leaf, .keyUsage, "key_usage"),
      without(.intermediate, .authorityKeyIdentifier, "authority_key_identifier"),
      without(.intermediate, .basicConstraints, "basic_constraints"),
      without(.intermediate, .policies, "certificate_policies"),
      without(.intermediate, .distributionPoints, "crl_distribution_points"),
      without(.intermediate, .keyUsage, "key_usage"),
      without(.intermediate, .subjectKeyIdentifier, "subject_key_identifier"),
      without(.intermediate, .extendedKeyUsage, "extended_key_usage"),
      without(.intermediate, .informationAccess, "authority_information_access"),
      without(.root, .authorityKeyIdentifier, "authority_key_identifier"),
      without(.root, .basicConstraints, "basic_constraints"),
      without(.root, .keyUsage, "key_usage"),
      without(
        .root, .subjectKeyIdentifier, "subject_key_identifier",
        and: ["authority_key_identifier_not_issuers"]),
      flipped(.leaf, .informationAccess, "authority_information_access_critical"),
      flipped(.leaf, .authorityKeyIdentifier, "authority_key_identifier_critical"),
      flipped(.leaf, .policies, "certificate_policies_critical"),
      flipped(.leaf, .distributionPoints, "crl_distribution_points_critical"),
      flipped(.leaf, .extendedKeyUsage, "extended_key_usage_critical"),
      flipped(.leaf, .keyUsage, "key_usage_not_critical"),
      flipped(.leaf, .basicConstraints, "basic_constraints_not_critical"),
      flipped(.leaf, .alternativeName, "alternative_name_criticality"),
      flipped(.root, .subjectKeyIdentifier, "subject_key_identifier_critical"),
    ] + [
      LintVector("subject-key-identifier", .leaf, ["subject_key_identifier_present"]) {
        $0.add(.subjectKeyIdentifier, .octetString([1, 2, 3, 4]))
      },
      LintVector("name-constraints", .leaf, ["name_constraints_present"]) {
        $0.add(.nameConstraints, isCritical: true, .sequence())
      },
      LintVector("extended-key-usage", .root, ["extended_key_usage_present"]) {
        $0.add(.extendedKeyUsage, .sequence(purpose(1)))
      },
      LintVector("policies", .root, ["certificate_policies_present"]) {
        $0.add(.policies, .sequence(.sequence(.oid([0x55, 0x1d, 0x20, 0x00]))))
      },
      LintVector("distribution-points", .root, ["other_extension_present"]) {
        $0.add(.distributionPoints, distributionPoints("http://pki.example.com/crl/root.crl"))
      },
      LintVector("timestamps-critical", .leaf, ["signed_certificate_timestamps_critical"]) {
        $0.add(
          .init(octets: [0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 2]), isCritical: true,
          .octetString([0, 0]))
      },
      LintVector("must-staple", .leaf, ["other_extension_present"]) {
        $0.add(.tlsFeature, .sequence(.integer([5])))
      },
      LintVector(
        "must-staple-critical", .leaf, ["other_extension_present", "unknown_extension_critical"]
      ) { $0.add(.tlsFeature, isCritical: true, .sequence(.integer([5]))) },
    ]

  private static func without(
    _ base: Base, _ oid: DraftCertificate.OID, _ name: String, and others: Set<String> = []
  ) -> LintVector {
    LintVector("without-\(name)", base, others.union(["\(name)_absent"])) { $0.remove(oid) }
  }

  private static func flipped(
    _ base: Base, _ oid: DraftCertificate.OID, _ lint: String
  ) -> LintVector {
    LintVector("flipped-\(lint)", base, [lint]) { $0.flipCritical(oid) }
  }

  static func purpose(_ last: UInt8) -> DERTree { .oid([0x2b, 6, 1, 5, 5, 7, 3, last]) }

  static let usages = [
    LintVector("is-authority", .leaf, ["leaf_is_authority"]) {
      $0[.basicConstraints] = .sequence(.boolean(true))
    },
    LintVector("bounds-the-path", .leaf, ["leaf_is_authority"]) {
      $0[.basicConstraints] = .sequence(.integer([0]))
    },
    LintVector("is-no-authority", .intermediate, ["authority_is_none"]) {
      $0[.basicConstraints] = .sequence()
    },
    LintVector("path-length-negative", .intermediate, ["path_length_negative"]) {
      $0[.basicConstraints] = .sequence(.boolean(true), .integer([0xff]))
    },
    LintVector("bounds-the-path", .root, ["root_path_length_present"]) {
      $0[.basicConstraints] = .sequence(.boolean(true), .integer([1]))
    },
    LintVector(
      "key-usage-none", .leaf,
      ["key_usage_empty", "key_usage_lacks_signature", "key_usage_not_recommended"]
    ) { $0[.keyUsage] = .bits([]) },
    LintVector("key-usage-trailing-zeros", .leaf, ["key_usage_trailing_zeros"]) {
      $0[.keyUsage] = .bits([0x80])
    },
    LintVector("key-encipherment-by-curve", .leaf, ["key_usage_not_for_key"]) {
      $0[.keyUsage] = .bits([0xa0], unused: 5)
    },
    LintVector(
      "key-agreement-alone", .leaf, ["key_usage_lacks_signature", "key_usage_not_recommended"]
    ) { $0[.keyUsage] = .bits([0x08], unused: 3) },
    LintVector("key-encipherment-alone", .rsaLeaf, ["key_usage_not_recommended"]) {
      $0[.keyUsage] = .bits([0x20], unused: 5)
    },
    LintVector("key-encipherment-too", .rsaLeaf, ["key_usage_signature_and_encipherment"]) {
      $0[.keyUsage] = .bits([0xa0], unused: 5)
    },
    LintVector(
      "certificate-signing", .leaf,
      ["key_usage_not_for_key", "certificate_signing_without_authority"]
    ) { $0[.keyUsage] = .bits([0x84], unused: 2) },
    LintVector("without-list-signing", .intermediate, ["authority_key_usage_lacks_signing"]) {
      $0[.keyUsage] = .bits([0x84], unused: 2)
    },
    LintVector("key-encipherment", .root, ["authority_key_usage_not_allowed"]) {
      $0[.keyUsage] = .bits([0x26], unused: 1)
    },
    LintVector(
      "client-alone", .leaf, ["extended_key_usage_lacks_server", "extended_key_usage_has_client"]
    ) { $0[.extendedKeyUsage] = .sequence(purpose(2)) },
    LintVector("client-too", .leaf, ["extended_key_usage_has_client"]) {
      $0[.extendedKeyUsage] = .sequence(purpose(1), purpose(2))
    },
    LintVector("ocsp-signing-too", .intermediate, ["extended_key_usage_not_allowed"]) {
      $0[.extendedKeyUsage] = .sequence(purpose(1), purpose(9))
    },
    LintVector("any-purpose-too", .leaf, ["extended_key_usage_not_allowed"]) {
      $0[.extendedKeyUsage] = .sequence(purpose(1), .oid([0x55, 0x1d, 0x25, 0x00]))
    },
    LintVector("unknown-purpose-too", .leaf, ["extended_key_usage_unknown"]) {
      $0[.extendedKeyUsage] = .sequence(purpose(1), purpose(99))
    },
    LintVector(
      "no-purpose", .leaf,
      ["extended_key_usage_empty_or_repeated", "extended_key_usage_lacks_server"]
    ) { $0[.extendedKeyUsage] = .sequence() },
    LintVector("purpose-twice", .leaf, ["extended_key_usage_empty_or_repeated"]) {
      $0[.extendedKeyUsage] = .sequence(purpose(1), purpose(1))
    },
  ]
}
