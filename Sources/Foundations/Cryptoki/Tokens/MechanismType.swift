internal import CCryptoki

/// What a token can do, by its number (`CK_MECHANISM_TYPE`).
package struct MechanismType: RawRepresentable, Sendable, Hashable {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }

  package static let rsaKeyPairGeneration = MechanismType(rawValue: 0x0000)
  package static let rsaPKCS = MechanismType(rawValue: 0x0001)
  package static let rsaPSS = MechanismType(rawValue: 0x000d)
  package static let ecKeyPairGeneration = MechanismType(rawValue: 0x1040)
  package static let ecdsa = MechanismType(rawValue: 0x1041)
  package static let edwardsKeyPairGeneration = MechanismType(rawValue: 0x1055)
  package static let eddsa = MechanismType(rawValue: 0x1057)

  /// Whether the number is from the range that vendors fill as they like.
  package var isVendorDefined: Bool { rawValue >= 0x8000_0000 }

  /// `CKM_ECDSA`, or the bare number of one that signing has nothing to do with.
  package var name: String { Self.names[self] ?? "CKM_0x" + String(rawValue, radix: 16) }
}

extension MechanismType: CustomStringConvertible {
  package var description: String { name }
}

extension MechanismType {
  /// The mechanisms that sign, digest and make keys, and the others that are met most.
  private static let names: [MechanismType: String] = [
    .rsaKeyPairGeneration: "CKM_RSA_PKCS_KEY_PAIR_GEN",
    .rsaPKCS: "CKM_RSA_PKCS",
    MechanismType(rawValue: 0x0002): "CKM_RSA_9796",
    MechanismType(rawValue: 0x0003): "CKM_RSA_X_509",
    MechanismType(rawValue: 0x0005): "CKM_MD5_RSA_PKCS",
    MechanismType(rawValue: 0x0006): "CKM_SHA1_RSA_PKCS",
    MechanismType(rawValue: 0x0009): "CKM_RSA_PKCS_OAEP",
    MechanismType(rawValue: 0x000a): "CKM_RSA_X9_31_KEY_PAIR_GEN",
    .rsaPSS: "CKM_RSA_PKCS_PSS",
    MechanismType(rawValue: 0x000e): "CKM_SHA1_RSA_PKCS_PSS",
    MechanismType(rawValue: 0x0010): "CKM_DSA_KEY_PAIR_GEN",
    MechanismType(rawValue: 0x0011): "CKM_DSA",
    MechanismType(rawValue: 0x0012): "CKM_DSA_SHA1",
    MechanismType(rawValue: 0x0020): "CKM_DH_PKCS_KEY_PAIR_GEN",
    MechanismType(rawValue: 0x0021): "CKM_DH_PKCS_DERIVE",
    MechanismType(rawValue: 0x0040): "CKM_SHA256_RSA_PKCS",
    MechanismType(rawValue: 0x0041): "CKM_SHA384_RSA_PKCS",
    MechanismType(rawValue: 0x0042): "CKM_SHA512_RSA_PKCS",
    MechanismType(rawValue: 0x0043): "CKM_SHA256_RSA_PKCS_PSS",
    MechanismType(rawValue: 0x0044): "CKM_SHA384_RSA_PKCS_PSS",
    MechanismType(rawValue: 0x0045): "CKM_SHA512_RSA_PKCS_PSS",
    MechanismType(rawValue: 0x0046): "CKM_SHA224_RSA_PKCS",
    MechanismType(rawValue: 0x0047): "CKM_SHA224_RSA_PKCS_PSS",
    MechanismType(rawValue: 0x0131): "CKM_DES3_KEY_GEN",
    MechanismType(rawValue: 0x0132): "CKM_DES3_ECB",
    MechanismType(rawValue: 0x0133): "CKM_DES3_CBC",
    MechanismType(rawValue: 0x0210): "CKM_MD5",
    MechanismType(rawValue: 0x0211): "CKM_MD5_HMAC",
    MechanismType(rawValue: 0x0220): "CKM_SHA_1",
    MechanismType(rawValue: 0x0221): "CKM_SHA_1_HMAC",
    MechanismType(rawValue: 0x0250): "CKM_SHA256",
    MechanismType(rawValue: 0x0251): "CKM_SHA256_HMAC",
    MechanismType(rawValue: 0x0255): "CKM_SHA224",
    MechanismType(rawValue: 0x0256): "CKM_SHA224_HMAC",
    MechanismType(rawValue: 0x0260): "CKM_SHA384",
    MechanismType(rawValue: 0x0261): "CKM_SHA384_HMAC",
    MechanismType(rawValue: 0x0270): "CKM_SHA512",
    MechanismType(rawValue: 0x0271): "CKM_SHA512_HMAC",
    MechanismType(rawValue: 0x0350): "CKM_GENERIC_SECRET_KEY_GEN",
    .ecKeyPairGeneration: "CKM_EC_KEY_PAIR_GEN",
    .ecdsa: "CKM_ECDSA",
    MechanismType(rawValue: 0x1042): "CKM_ECDSA_SHA1",
    MechanismType(rawValue: 0x1043): "CKM_ECDSA_SHA224",
    MechanismType(rawValue: 0x1044): "CKM_ECDSA_SHA256",
    MechanismType(rawValue: 0x1045): "CKM_ECDSA_SHA384",
    MechanismType(rawValue: 0x1046): "CKM_ECDSA_SHA512",
    MechanismType(rawValue: 0x1050): "CKM_ECDH1_DERIVE",
    MechanismType(rawValue: 0x1051): "CKM_ECDH1_COFACTOR_DERIVE",
    .edwardsKeyPairGeneration: "CKM_EC_EDWARDS_KEY_PAIR_GEN",
    MechanismType(rawValue: 0x1056): "CKM_EC_MONTGOMERY_KEY_PAIR_GEN",
    .eddsa: "CKM_EDDSA",
    MechanismType(rawValue: 0x1080): "CKM_AES_KEY_GEN",
    MechanismType(rawValue: 0x1081): "CKM_AES_ECB",
    MechanismType(rawValue: 0x1082): "CKM_AES_CBC",
    MechanismType(rawValue: 0x1083): "CKM_AES_MAC",
    MechanismType(rawValue: 0x1085): "CKM_AES_CBC_PAD",
    MechanismType(rawValue: 0x1086): "CKM_AES_CTR",
    MechanismType(rawValue: 0x1087): "CKM_AES_GCM",
    MechanismType(rawValue: 0x1088): "CKM_AES_CCM",
    MechanismType(rawValue: 0x108a): "CKM_AES_CMAC",
    MechanismType(rawValue: 0x2109): "CKM_AES_KEY_WRAP",
    MechanismType(rawValue: 0x210a): "CKM_AES_KEY_WRAP_PAD",
  ]
}
