/// What the key may be used for.
extension Lint {
  static let basicConstraints = [
    Lint(
      "leaf_is_authority", .error, "BR §7.1.2.7.8", of: CertificateRole.endEntities,
      "A server's certificate is no CA's and bounds no path."
    ) { certificate in
      guard let constraints = certificate.tbs.contents.basicConstraints else { return nil }
      if constraints.isAuthority { return "cA is TRUE" }
      return constraints.pathLength == nil ? nil : "there is a pathLenConstraint"
    },
    Lint(
      "authority_is_none", .error, "RFC 5280 §4.2.1.9, BR §7.1.2.10.4",
      of: CertificateRole.authorities, "A CA's basic constraints say so."
    ) { certificate in
      guard let constraints = certificate.tbs.contents.basicConstraints else { return nil }
      return constraints.isAuthority ? nil : "cA isn't TRUE"
    },
    Lint(
      "path_length_negative", .error, "RFC 5280 §4.2.1.9", of: CertificateRole.all,
      "A path length is 0 or more, in its shortest form."
    ) { certificate in
      guard let length = certificate.tbs.contents.basicConstraints?.pathLength else { return nil }
      let isSound = IntegerForm.isMinimal(length) && length.first.map { $0 & 0x80 == 0 } ?? false
      return isSound ? nil : "it is \(HexList(length))"
    },
    Lint(
      "root_path_length_present", .warning, "BR §7.1.2.1.4", of: [.root],
      "A root should not bound the path."
    ) { certificate in
      certificate.tbs.contents.basicConstraints?.pathLength == nil
        ? nil : "there is a pathLenConstraint"
    },
  ]

  static let keyUsage = [
    Lint(
      "key_usage_empty", .error, "RFC 5280 §4.2.1.3", of: CertificateRole.all,
      "At least one key usage is set."
    ) { certificate in
      certificate.tbs.contents.keyUsage.map { $0.bits == 0 } == true ? "none is set" : nil
    },
    Lint(
      "key_usage_trailing_zeros", .error, "RFC 5280 §4.1, X.690 §11.2.2", of: CertificateRole.all,
      "A list of named bits ends with the last one that is set."
    ) { certificate in
      certificate.tbs.contents.keyUsage?.endsInZeros == true ? "zeros follow it" : nil
    },
    Lint(
      "key_usage_not_for_key", .error, "BR §7.1.2.7.11", of: [.leaf],
      "An RSA key may be for digitalSignature, keyEncipherment and dataEncipherment, an elliptic curve's for digitalSignature and keyAgreement."
    ) { certificate in
      let allowed: Set<KeyUsageReading.Usage> =
        certificate.tbs.key.isRSA
        ? [.digitalSignature, .keyEncipherment, .dataEncipherment]
        : [.digitalSignature, .keyAgreement]
      return certificate.tbs.contents.keyUsage?.first(outside: allowed).map { "\($0) is set" }
    },
    Lint(
      "key_usage_lacks_signature", .error, "BR §7.1.2.7.11", of: [.leaf],
      "The key of an elliptic curve is for digitalSignature."
    ) { certificate in
      guard let usage = certificate.tbs.contents.keyUsage, !certificate.tbs.key.isRSA,
        !usage.contains(.digitalSignature)
      else { return nil }
      return "it isn't set"
    },
    Lint(
      "key_usage_not_recommended", .warning, "BR §7.1.2.7.11", of: [.leaf],
      "A server's key should be for signatures, not for dataEncipherment or keyAgreement."
    ) { certificate in
      guard let usage = certificate.tbs.contents.keyUsage else { return nil }
      if usage.contains(.dataEncipherment) { return "dataEncipherment is set" }
      if usage.contains(.keyAgreement) { return "keyAgreement is set" }
      return usage.contains(.digitalSignature) ? nil : "digitalSignature isn't set"
    },
    Lint(
      "key_usage_signature_and_encipherment", .warning, "BR §7.1.2.7.11", of: [.leaf],
      "An RSA key should not be for signatures and for key encipherment at once."
    ) { certificate in
      guard let usage = certificate.tbs.contents.keyUsage, certificate.tbs.key.isRSA,
        usage.contains(.digitalSignature), usage.contains(.keyEncipherment)
      else { return nil }
      return "both are set"
    },
    Lint(
      "authority_key_usage_lacks_signing", .error, "BR §7.1.2.10.7",
      of: CertificateRole.authorities, "A CA's key is for keyCertSign and cRLSign."
    ) { certificate in
      guard let usage = certificate.tbs.contents.keyUsage else { return nil }
      if !usage.contains(.keyCertSign) { return "keyCertSign isn't set" }
      return usage.contains(.cRLSign) ? nil : "cRLSign isn't set"
    },
    Lint(
      "authority_key_usage_not_allowed", .error, "BR §7.1.2.10.7",
      of: CertificateRole.authorities,
      "A CA's key is for nothing but keyCertSign, cRLSign and digitalSignature."
    ) { certificate in
      certificate.tbs.contents.keyUsage?
        .first(outside: [.keyCertSign, .cRLSign, .digitalSignature]).map { "\($0) is set" }
    },
    Lint(
      "certificate_signing_without_authority", .error, "RFC 5280 §4.2.1.9",
      of: CertificateRole.endEntities, "Only a CA's key is for keyCertSign."
    ) { certificate in
      certificate.tbs.contents.keyUsage?.contains(.keyCertSign) == true ? "keyCertSign is set" : nil
    },
  ]

  static let extendedKeyUsage = [
    Lint(
      "extended_key_usage_lacks_server", .error, "BR §7.1.2.7.10, §7.1.2.10.6",
      of: [.leaf, .intermediate], "The extended key usages have serverAuth."
    ) { certificate in
      guard let purposes = certificate.tbs.contents.extendedKeyUsages else { return nil }
      return purposes.contains { $0.elementsEqual(Purpose.serverAuth) } ? nil : "it is missing"
    },
    Lint(
      "extended_key_usage_not_allowed", .error, "BR §7.1.2.7.10, §7.1.2.10.6",
      of: [.leaf, .intermediate],
      "No extended key usage is for code, mail, timestamps, OCSP, precertificates or anything."
    ) { certificate in
      (certificate.tbs.contents.extendedKeyUsages ?? []).first { purpose in
        Purpose.forbidden.contains { purpose.elementsEqual($0) }
      }.map { "\(ObjectIdentifierText.text(ofContent: $0)) is there" }
    },
    Lint(
      "extended_key_usage_unknown", .warning, "BR §7.1.2.7.10, §7.1.2.10.6",
      of: [.leaf, .intermediate],
      "There should be no extended key usage but serverAuth and clientAuth."
    ) { certificate in
      (certificate.tbs.contents.extendedKeyUsages ?? []).first { purpose in
        !([Purpose.serverAuth, Purpose.clientAuth] + Purpose.forbidden)
          .contains { purpose.elementsEqual($0) }
      }.map { "\(ObjectIdentifierText.text(ofContent: $0)) is there" }
    },
    Lint(
      "extended_key_usage_has_client", .notice, "BR §7.1.2.7.10", of: [.leaf],
      "Browsers' root programs want server certificates to be for serverAuth alone."
    ) { certificate in
      (certificate.tbs.contents.extendedKeyUsages ?? [])
        .contains { $0.elementsEqual(Purpose.clientAuth) } ? "clientAuth is there" : nil
    },
    Lint(
      "extended_key_usage_empty_or_repeated", .error, "RFC 5280 §4.2.1.12",
      of: CertificateRole.all, "There is at least one extended key usage, and each stands once."
    ) { certificate in
      guard let purposes = certificate.tbs.contents.extendedKeyUsages else { return nil }
      if purposes.isEmpty { return "there is none" }
      return Set(purposes).count == purposes.count ? nil : "one stands again"
    },
  ]

  /// Content octets of the purposes' object identifiers.
  private enum Purpose {
    static let serverAuth = pkix(1)
    static let clientAuth = pkix(2)
    /// codeSigning, emailProtection, timeStamping, OCSPSigning, any, precertificate signing.
    static let forbidden: [[UInt8]] =
      [3, 4, 8, 9].map(pkix) + [
        [0x55, 0x1d, 0x25, 0x00],
        [0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x04],
      ]

    private static func pkix(_ number: UInt8) -> [UInt8] {
      [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, number]
    }
  }
}
