/// Issuer, subject and validity.
extension LintVector {
  static let (country, organization, unit, commonName): (UInt8, UInt8, UInt8, UInt8) =
    (6, 10, 11, 3)

  /// A subject for a leaf, beside which the alternative names aren't critical.
  static func subject(_ attributes: DERTree...) -> @Sendable (inout DraftCertificate) -> Void {
    {
      $0.subject = attributes
      $0.setCritical(.alternativeName, nil)
    }
  }

  static let names = [
    LintVector("issuer-empty", .leaf, ["issuer_empty", "issuer_not_issuers_subject"]) {
      $0.issuer = []
    },
    // Equal to whoever compares texts, but not to whoever compares bytes.
    LintVector("issuer-in-another-type", .leaf, ["issuer_not_issuers_subject"]) {
      $0.issuer[1] = .attribute(organization, .printable("Chancery"))
    },
    LintVector("issuer-another", .root, ["root_not_self_issued"]) { $0.issuer.removeLast() },
    LintVector("subject-without-organization", .intermediate, ["authority_subject_incomplete"]) {
      $0.subject.remove(at: 1)
    },
    LintVector("subject-with-unit", .intermediate, ["authority_subject_has_unit"]) {
      $0.subject.insert(.attribute(unit, .utf8("PKI")), at: 2)
    },
    LintVector(
      "subject-with-serial-number", .intermediate, ["authority_subject_has_other_attribute"]
    ) { $0.subject.append(.attribute(5, .printable("1"))) },
    LintVector("names-in-one", .intermediate, ["name_has_multiple_in_one"]) {
      let common = $0.subject.removeLast()
      $0.subject[1].parts += common.parts
    },
    LintVector("organization-twice", .intermediate, ["name_attribute_repeated"]) {
      $0.subject.insert(.attribute(organization, .utf8("Chancery Too")), at: 2)
    },
    LintVector("common-name-first", .intermediate, ["name_attribute_order"]) {
      $0.subject.reverse()
    },
    LintVector("country-in-utf8", .intermediate, ["name_attribute_encoding"]) {
      $0.subject[0] = .attribute(country, .utf8("DE"))
    },
    LintVector("organization-in-t61", .intermediate, ["name_attribute_encoding"]) {
      $0.subject[1] = .attribute(organization, .primitive(0x14, Array("Chancery".utf8)))
    },
    LintVector("organization-printable-with-asterisk", .intermediate, ["name_attribute_encoding"]) {
      $0.subject[1] = .attribute(organization, .printable("Chancery*"))
    },
    LintVector("organization-in-broken-utf8", .intermediate, ["name_attribute_encoding"]) {
      $0.subject[1] = .attribute(organization, .primitive(0x0c, [0xc3, 0x28]))
    },
    LintVector("common-name-65-characters", .intermediate, ["name_attribute_length"]) {
      $0.subject[2] = .attribute(commonName, .utf8(String(repeating: "x", count: 65)))
    },
    LintVector("organization-empty", .intermediate, ["name_attribute_length"]) {
      $0.subject[1] = .attribute(organization, .utf8(""))
    },
    LintVector("country-in-small-letters", .intermediate, ["country_code_form"]) {
      $0.subject[0] = .attribute(country, .printable("de"))
    },
    LintVector(
      "organization", .leaf, ["subject_attribute_not_validated"],
      spoil: subject(.attribute(organization, .utf8("Example Org")))),
    LintVector(
      "common-name", .leaf, ["common_name_present"],
      spoil: subject(.attribute(commonName, .utf8("www.example.com")))),
    LintVector(
      "common-name-of-another", .leaf, ["common_name_present", "common_name_not_among_names"],
      spoil: subject(.attribute(commonName, .utf8("www.example.net")))),
  ]

  static let validities = [
    LintVector("time-without-seconds", .leaf, ["validity_time_form"]) {
      $0.notBefore = .utcTime("2611251900Z")
    },
    LintVector("time-with-fraction", .leaf, ["validity_time_form"]) {
      $0.notAfter = .generalizedTime("20270120190000.5Z")
    },
    LintVector("time-with-offset", .leaf, ["validity_time_form"]) {
      $0.notAfter = .utcTime("270120190000+0100")
    },
    LintVector("time-of-no-day", .leaf, ["validity_time_form"]) {
      $0.notAfter = .utcTime("270229000000Z")
    },
    LintVector("time-generalized-too-soon", .leaf, ["validity_time_type"]) {
      $0.notAfter = .generalizedTime("20270120190000Z")
    },
    LintVector("validity-reversed", .leaf, ["validity_reversed"]) {
      $0.notAfter = .utcTime("261120000000Z")
    },
    LintVector("validity-200-days-and-a-second", .leaf, ["validity_too_long"]) {
      $0.notBefore = .utcTime("261125190000Z")
      $0.notAfter = .utcTime("270613190000Z")
    },
    LintVector("validity-200-days", .leaf, ["validity_at_the_limit"]) {
      $0.notBefore = .utcTime("261125190000Z")
      $0.notAfter = .utcTime("270613185959Z")
    },
    LintVector("validity-beyond-issuer", .intermediate, ["validity_beyond_issuer"]) {
      $0.notAfter = .utcTime("491231235959Z")
    },
    LintVector("validity-5-years", .root, ["root_validity_length"]) {
      $0.notAfter = .utcTime("311125000000Z")
    },
    LintVector("validity-30-years", .root, ["root_validity_length"]) {
      $0.notAfter = .generalizedTime("20561125000000Z")
    },
  ]
}
