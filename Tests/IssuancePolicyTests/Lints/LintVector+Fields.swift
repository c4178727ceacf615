/// Everything before the extensions.
extension LintVector {
  static let structure = [
    LintVector("version-1", .leaf, ["version_not_3"]) {
      $0.outerAlgorithm = $0.signature
      $0.fields.removeFirst()
    },
    LintVector("version-2", .leaf, ["version_not_3"]) { $0.version = .tagged(0, .integer([1])) },
    LintVector("unique-identifier", .leaf, ["unique_identifier_present"]) {
      $0.fields.insert(.tagged(2, octets: [0, 1]), at: 7)
    },
    LintVector(
      "no-extensions", .leaf,
      [
        "extensions_empty", "authority_information_access_absent",
        "authority_key_identifier_absent", "certificate_policies_absent",
        "extended_key_usage_absent", "subject_alternative_name_absent", "key_usage_absent",
        "revocation_information_absent", "subject_empty_without_names",
      ]
    ) { $0.fields.removeLast() },
    LintVector("extension-twice", .leaf, ["extension_repeated"]) { $0.repeat(.policies) },
    LintVector("key-usage-null", .leaf, ["extension_unreadable"]) { $0[.keyUsage] = .null },
    LintVector("key-usage-unused-bits-set", .leaf, ["extension_unreadable"]) {
      $0[.keyUsage] = .bits([0x81], unused: 7)
    },
    LintVector("basic-constraints-true-as-01", .intermediate, ["extension_unreadable"]) {
      $0[.basicConstraints] = .sequence(.primitive(0x01, [0x01]))
    },
    LintVector("extension-value-goes-on", .leaf, ["extension_unreadable"]) {
      $0[.policies] = .raw($0[.policies].bytes + [0x05, 0x00])
    },
    LintVector("name-constructed-of-parts", .leaf, ["extension_unreadable"]) {
      $0[.alternativeName] = .sequence(.tagged(2, .tagged(2, text: "a.example.com")))
    },
    LintVector("critical-false-written", .leaf, ["default_value_written"]) {
      $0.setCritical(.policies, .boolean(false))
    },
    LintVector("authority-false-written", .leaf, ["default_value_written"]) {
      $0[.basicConstraints] = .sequence(.boolean(false))
    },
    LintVector("critical-true-as-01", .leaf, ["certificate_unreadable"]) {
      $0.setCritical(.keyUsage, .primitive(0x01, [0x01]))
    },
    LintVector("length-in-long-form", .leaf, ["certificate_unreadable"]) {
      $0.version = .raw([0xa0, 0x81, 0x03, 0x02, 0x01, 0x02])
    },
    LintVector("length-indefinite", .leaf, ["certificate_unreadable"]) {
      $0.version = .raw([0xa0, 0x80, 0x02, 0x01, 0x02, 0x00, 0x00])
    },
    LintVector("field-too-many", .leaf, ["certificate_unreadable"]) { $0.fields.append(.null) },
    LintVector("subject-missing", .leaf, ["certificate_unreadable"]) { $0.fields.remove(at: 5) },
    LintVector("other-algorithm-beside-signature", .leaf, ["signature_algorithms_differ"]) {
      $0.outerAlgorithm = ecdsa(.sha384)
    },
  ]

  static let serialNumbers = [
    LintVector("serial-zero", .leaf, ["serial_number_not_positive", "serial_number_too_short"]) {
      $0.serialNumber = [0]
    },
    LintVector("serial-negative", .root, ["serial_number_not_positive"]) {
      $0.serialNumber[0] |= 0x80
    },
    LintVector("serial-21-octets", .leaf, ["serial_number_too_long"]) {
      $0.serialNumber = [0x00, 0x80] + [UInt8](repeating: 7, count: 19)
    },
    LintVector("serial-with-needless-zero", .intermediate, ["serial_number_not_minimal"]) {
      $0.serialNumber.insert(0, at: 0)
    },
    LintVector("serial-32-bits", .leaf, ["serial_number_too_short"]) {
      $0.serialNumber = [0x12, 0x34, 0x56, 0x78]
    },
  ]

  enum Digest: UInt8 {
    case sha1 = 1
    case sha256 = 2
    case sha384 = 3
  }

  static func ecdsa(_ digest: Digest) -> DERTree {
    let arc: [UInt8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04]
    return .sequence(.oid(digest == .sha1 ? arc + [1] : arc + [3, digest.rawValue]))
  }

  static let sha256WithRSA: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]

  static let algorithms = [
    LintVector("ecdsa-with-sha1", .leaf, ["signature_algorithm_not_allowed"]) {
      $0.signature = ecdsa(.sha1)
    },
    LintVector("ecdsa-with-null", .leaf, ["signature_algorithm_not_allowed"]) {
      $0.signature.parts.append(.null)
    },
    LintVector("rsa-without-null", .leaf, ["signature_algorithm_not_allowed"]) {
      $0.signature = .sequence(.oid(sha256WithRSA))
    },
    LintVector("sha384-by-p256", .leaf, ["signature_algorithm_not_issuers"]) {
      $0.signature = ecdsa(.sha384)
    },
    LintVector("rsa-by-p256", .intermediate, ["signature_algorithm_not_issuers"]) {
      $0.signature = .sequence(.oid(sha256WithRSA), .null)
    },
    LintVector("rsa-by-own-p256", .root, ["signature_algorithm_not_own_keys"]) {
      $0.signature = .sequence(.oid(sha256WithRSA), .null)
    },
  ]

  /// An RSA key of one's own making.
  static func rsa(modulus: [UInt8], exponent: [UInt8]) -> DERTree {
    let numbers = DERTree.sequence(.integer(modulus), .integer(exponent))
    return .bits(numbers.bytes)
  }

  static let modulus = [0x00, 0xc1] + [UInt8](repeating: 0x55, count: 255)

  static let keys = [
    LintVector(
      "key-rsa-without-null", .rsaLeaf,
      ["public_key_algorithm_not_allowed"]
    ) {
      $0.publicKey.parts[0].parts.removeLast()
    },
    LintVector("key-p256-with-null", .leaf, ["public_key_algorithm_not_allowed"]) {
      $0.publicKey.parts[0].parts.append(.null)
    },
    LintVector("key-secp256k1", .leaf, ["public_key_algorithm_not_allowed"]) {
      $0.publicKey.parts[0].parts[1] = .oid([0x2b, 0x81, 0x04, 0x00, 0x0a])
    },
    LintVector("modulus-1024-bits", .rsaLeaf, ["rsa_modulus_size"]) {
      $0.publicKey.parts[1] = rsa(
        modulus: Array(modulus.prefix(129)), exponent: [0x01, 0x00, 0x01])
    },
    LintVector("modulus-2047-bits", .rsaLeaf, ["rsa_modulus_size"]) {
      $0.publicKey.parts[1] = rsa(
        modulus: [0x41] + modulus.dropFirst(2), exponent: [0x01, 0x00, 0x01])
    },
    LintVector("modulus-negative", .rsaLeaf, ["rsa_modulus_size"]) {
      $0.publicKey.parts[1] = rsa(
        modulus: Array(modulus.dropFirst()), exponent: [0x01, 0x00, 0x01])
    },
    LintVector("modulus-even", .rsaLeaf, ["rsa_modulus_size"]) {
      $0.publicKey.parts[1] = rsa(
        modulus: modulus.dropLast() + [0x54], exponent: [0x01, 0x00, 0x01])
    },
    LintVector("exponent-1", .rsaLeaf, ["rsa_exponent", "rsa_exponent_unusual"]) {
      $0.publicKey.parts[1] = rsa(modulus: modulus, exponent: [1])
    },
    LintVector("exponent-even", .rsaLeaf, ["rsa_exponent"]) {
      $0.publicKey.parts[1] = rsa(modulus: modulus, exponent: [0x01, 0x00, 0x00])
    },
    LintVector("exponent-3", .rsaLeaf, ["rsa_exponent_unusual"]) {
      $0.publicKey.parts[1] = rsa(modulus: modulus, exponent: [3])
    },
    LintVector("point-compressed", .leaf, ["elliptic_curve_point_form"]) {
      $0.publicKey.parts[1] = .bits([0x02] + [UInt8](repeating: 7, count: 32))
    },
    LintVector("key-ends-within-octet", .leaf, ["certificate_unreadable"]) {
      $0.publicKey.parts[1] = .bits([0x04, 0x80], unused: 7)
    },
  ]
}
