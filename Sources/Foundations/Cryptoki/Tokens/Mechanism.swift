internal import CCryptoki

/// Something that a token can do (`CK_MECHANISM_INFO`).
package struct Mechanism: Sendable, Hashable {
  package let type: MechanismType
  /// The smallest and largest key, in bits for RSA and EC, in bytes for some others; nil when the token
  /// says nothing of use.
  package let keySizes: ClosedRange<UInt>?
  package let flags: MechanismFlags

  package init(type: MechanismType, keySizes: ClosedRange<UInt>?, flags: MechanismFlags) {
    self.type = type
    self.keySizes = keySizes
    self.flags = flags
  }

  init(type: MechanismType, _ info: CK_MECHANISM_INFO) {
    // CK_UNAVAILABLE_INFORMATION, or nonsense.
    let isKnown =
      info.ulMaxKeySize > 0 && info.ulMaxKeySize >= info.ulMinKeySize
      && info.ulMinKeySize < CK_ULONG.max - 1
    self.init(
      type: type, keySizes: isKnown ? info.ulMinKeySize...info.ulMaxKeySize : nil,
      flags: MechanismFlags(rawValue: info.flags))
  }

  /// `CKM_ECDSA`.
  package var name: String { type.name }
}

/// What a mechanism may be used for (PKCS #11 v2.40 table 9).
package struct MechanismFlags: OptionSet, Sendable, Hashable {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }

  /// Done by the device, not by its library.
  package static let hardware = MechanismFlags(rawValue: 1 << 0)
  package static let encrypt = MechanismFlags(rawValue: 1 << 8)
  package static let decrypt = MechanismFlags(rawValue: 1 << 9)
  package static let digest = MechanismFlags(rawValue: 1 << 10)
  package static let sign = MechanismFlags(rawValue: 1 << 11)
  package static let verify = MechanismFlags(rawValue: 1 << 13)
  package static let generate = MechanismFlags(rawValue: 1 << 15)
  package static let generateKeyPair = MechanismFlags(rawValue: 1 << 16)
  package static let wrap = MechanismFlags(rawValue: 1 << 17)
  package static let unwrap = MechanismFlags(rawValue: 1 << 18)
  package static let derive = MechanismFlags(rawValue: 1 << 19)

  private static let words: [(flag: MechanismFlags, word: String)] = [
    (.hardware, "hardware"), (.encrypt, "encrypt"), (.decrypt, "decrypt"), (.digest, "digest"),
    (.sign, "sign"), (.verify, "verify"), (.generate, "generate"),
    (.generateKeyPair, "generate key pairs"), (.wrap, "wrap"), (.unwrap, "unwrap"),
    (.derive, "derive"),
  ]

  /// The flags in words, in the order of the standard's table.
  package var names: [String] { Self.words.filter { contains($0.flag) }.map(\.word) }
}

extension CryptokiModule {
  /// What the token in a slot can do, in the order of the mechanisms' numbers.
  package func mechanisms(inSlot slot: UInt) throws(CryptokiError) -> [Mechanism] {
    var mechanisms: [Mechanism] = []
    for type in try mechanismTypes(inSlot: slot).sorted() {
      var info = CK_MECHANISM_INFO()
      do {
        try check("C_GetMechanismInfo", functions.C_GetMechanismInfo) { $0(slot, type, &info) }
      } catch .call(_, .mechanismInvalid) {
        // Some tokens list more than they stand by.
        continue
      }
      mechanisms.append(Mechanism(type: MechanismType(rawValue: type), info))
    }
    return mechanisms
  }

  private func mechanismTypes(inSlot slot: UInt) throws(CryptokiError) -> [UInt] {
    while true {
      var count: CK_ULONG = 0
      try check("C_GetMechanismList", functions.C_GetMechanismList) { $0(slot, nil, &count) }
      guard count > 0 else { return [] }
      var types = [UInt](repeating: 0, count: Int(count))
      do {
        try check("C_GetMechanismList", functions.C_GetMechanismList) { $0(slot, &types, &count) }
        return Array(types.prefix(Int(count)))
      } catch .call(_, .bufferTooSmall) {
        continue
      }
    }
  }
}
