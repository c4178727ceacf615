internal import CertificateFormats

/// By what the certificate is signed, and what key it certifies.
extension Lint {
  static let signatureAlgorithm = [
    Lint(
      "signature_algorithm_not_allowed", .error, "BR §7.1.3.2", of: CertificateRole.baseline,
      "The algorithm is RSA or ECDSA with SHA-2, its identifier one of those that are allowed, byte for byte."
    ) { certificate in
      let signature = certificate.tbs.signature
      return AllowedSignature(signature) == nil ? "it is \(HexList(signature))" : nil
    },
    Lint(
      "signature_algorithm_not_issuers", .error, "BR §7.1.3.2", of: CertificateRole.all,
      "The algorithm is the one that goes with the issuer's key: P-256 with SHA-256, P-384 with SHA-384."
    ) { certificate in
      guard let algorithm = certificate.issuer?.signatureAlgorithm,
        let allowed = AllowedSignature(certificate.tbs.signature)
      else { return nil }
      let isIssuers =
        switch algorithm {
        case .ecdsaWithSHA256: allowed == .ecdsa(coordinateLength: 32)
        case .ecdsaWithSHA384: allowed == .ecdsa(coordinateLength: 48)
        case .sha256WithRSAEncryption: allowed == .rsa
        }
      return isIssuers ? nil : "the issuer's key signs by \(algorithm.rawValue)"
    },
    Lint(
      "signature_algorithm_not_own_keys", .error, "BR §7.1.3.2", of: [.root],
      "A root is signed by the key that it certifies, so by that key's algorithm."
    ) { certificate in
      guard let allowed = AllowedSignature(certificate.tbs.signature) else { return nil }
      let isOwn =
        switch (allowed, certificate.tbs.key.kind) {
        case (.rsa, .rsa): true
        case (.ecdsa(let signed), .ellipticCurve(let own)): signed == own
        case (.rsa, .ellipticCurve), (.ecdsa, .rsa), (_, .other): false
        }
      return isOwn ? nil : "the root's own key cannot have made the signature"
    },
  ]

  static let key = [
    Lint(
      "public_key_algorithm_not_allowed", .error, "BR §7.1.3.1", of: CertificateRole.baseline,
      "The key is RSA with NULL parameters, or on the named curve P-256, P-384 or P-521, byte for byte."
    ) { certificate in
      guard case .other = certificate.tbs.key.kind else { return nil }
      return "it is \(HexList(certificate.tbs.key.algorithm))"
    },
    Lint(
      "rsa_modulus_size", .error, "BR §6.1.5", of: CertificateRole.baseline,
      "An RSA modulus has at least 2048 bits, in number divisible by 8, and is odd."
    ) { certificate in
      guard case .rsa(let modulus, _) = certificate.tbs.key.kind else { return nil }
      guard IntegerForm.isMinimal(modulus), let first = modulus.first, first & 0x80 == 0,
        let last = modulus.last
      else { return "it is no positive integer in DER" }
      let magnitude = modulus.drop { $0 == 0 }
      let bits = magnitude.count * 8 - (magnitude.first?.leadingZeroBitCount ?? 0)
      guard bits >= 2_048, bits.isMultiple(of: 8) else { return "it has \(bits) bits" }
      return last & 1 == 0 ? "it is even" : nil
    },
    Lint(
      "rsa_exponent", .error, "BR §6.1.6", of: CertificateRole.baseline,
      "An RSA exponent is odd and at least 3."
    ) { certificate in
      guard case .rsa(_, let exponent) = certificate.tbs.key.kind else { return nil }
      guard IntegerForm.isMinimal(exponent), let first = exponent.first, first & 0x80 == 0,
        let last = exponent.last
      else { return "it is no positive integer in DER" }
      return last & 1 == 0 || exponent.elementsEqual([1]) ? "it is \(HexList(exponent))" : nil
    },
    Lint(
      "rsa_exponent_unusual", .warning, "BR §6.1.6", of: CertificateRole.baseline,
      "An RSA exponent should lie between 2^16 + 1 and 2^256 - 1."
    ) { certificate in
      guard case .rsa(_, let exponent) = certificate.tbs.key.kind else { return nil }
      let magnitude = exponent.drop { $0 == 0 }
      return (3...32).contains(magnitude.count) ? nil : "it is \(HexList(exponent))"
    },
    Lint(
      "elliptic_curve_point_form", .error, "RFC 5480 §2.2", of: CertificateRole.all,
      "A point is written as 04 and its two coordinates."
    ) { certificate in
      guard case .ellipticCurve(let length) = certificate.tbs.key.kind else { return nil }
      let bits = certificate.tbs.key.bits
      guard bits.count == 1 + 2 * length, bits.first == 4 else {
        return "it has \(bits.count) octets and begins with \(HexList(bits.prefix(1)))"
      }
      return nil
    },
  ]
}

/// The signature algorithms of the Baseline Requirements §7.1.3.2, by the bytes that alone are allowed.
enum AllowedSignature: Equatable {
  case rsa
  case ecdsa(coordinateLength: Int)

  init?(_ identifier: ArraySlice<UInt8>) {
    if identifier.starts(with: Self.ecdsaPrefix), identifier.count == 12,
      let last = identifier.last,
      let length = [2: 32, 3: 48, 4: 66][last]
    {
      self = .ecdsa(coordinateLength: length)
    } else if identifier.starts(with: Self.rsaPrefix), identifier.count == 15,
      [0x0b, 0x0c, 0x0d].contains(identifier[identifier.startIndex + 12]),
      identifier.suffix(2).elementsEqual([0x05, 0x00])
    {
      self = .rsa
    } else if [(1, 32), (2, 48), (3, 64)].contains(where: {
      identifier.elementsEqual(Self.pss(digest: $0.0, saltLength: $0.1))
    }) {
      self = .rsa
    } else {
      return nil
    }
  }

  private static let ecdsaPrefix: [UInt8] = [
    0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03,
  ]
  private static let rsaPrefix: [UInt8] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01,
  ]

  /// RSASSA-PSS with one SHA-2 throughout (RFC 4055 §3.1); `digest` ends its object identifier.
  private static func pss(digest: UInt8, saltLength: UInt8) -> [UInt8] {
    let hash: [UInt8] = [
      0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, digest, 0x05, 0x00,
    ]
    let rsa: [UInt8] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01]
    return [0x30, 0x41] + rsa + [0x0a, 0x30, 0x34, 0xa0, 0x0f] + hash + [0xa1, 0x1c, 0x30, 0x1a]
      + rsa + [0x08] + hash + [0xa2, 0x03, 0x02, 0x01, saltLength]
  }
}
