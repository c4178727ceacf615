internal import CCryptoki

/// A token in a slot (`CK_TOKEN_INFO`).
package struct Token: Sendable, Hashable {
  /// The slot that held the token when it was looked at.
  package let slotID: UInt
  package let label: String
  package let manufacturer: String
  package let model: String
  package let serial: String
  package let flags: TokenFlags
  /// The lengths that the token takes for a PIN.
  package let pinLengths: ClosedRange<UInt>
  /// How many sessions a program may have; nil when the token doesn't say or knows no limit.
  package let maximumSessionCount: UInt?
  /// How many sessions this program has; nil when the token doesn't say.
  package let sessionCount: UInt?
  package let maximumReadWriteSessionCount: UInt?
  package let readWriteSessionCount: UInt?
  /// Room for objects that anybody may see.
  package let publicMemory: TokenMemory
  /// Room for objects that only the user may see, as private keys.
  package let privateMemory: TokenMemory
  package let hardwareVersion: Version
  package let firmwareVersion: Version

  init(slotID: UInt, _ info: CK_TOKEN_INFO) {
    self.slotID = slotID
    label = text(of: info.label)
    manufacturer = text(of: info.manufacturerID)
    model = text(of: info.model)
    serial = text(of: info.serialNumber)
    flags = TokenFlags(rawValue: info.flags)
    pinLengths = info.ulMinPinLen...max(info.ulMinPinLen, info.ulMaxPinLen)
    maximumSessionCount = limit(info.ulMaxSessionCount)
    sessionCount = known(info.ulSessionCount)
    maximumReadWriteSessionCount = limit(info.ulMaxRwSessionCount)
    readWriteSessionCount = known(info.ulRwSessionCount)
    publicMemory = TokenMemory(
      totalInBytes: known(info.ulTotalPublicMemory), freeInBytes: known(info.ulFreePublicMemory))
    privateMemory = TokenMemory(
      totalInBytes: known(info.ulTotalPrivateMemory), freeInBytes: known(info.ulFreePrivateMemory))
    hardwareVersion = Version(info.hardwareVersion)
    firmwareVersion = Version(info.firmwareVersion)
  }

  package var isInitialised: Bool { flags.contains(.tokenInitialised) }

  /// The token in one phrase: `"ca" (serial 4f0c…, slot 3)`.
  package var summary: String { "\"\(label)\" (serial \(serial), slot \(slotID))" }
}

/// Room for objects on a token; nil where it doesn't say.
package struct TokenMemory: Sendable, Hashable {
  package let totalInBytes: UInt?
  package let freeInBytes: UInt?
}

/// A count, unless it is CK_UNAVAILABLE_INFORMATION or near it (PKCS #11 v2.40 §3.2; openCryptoki says
/// one less).
private func known(_ count: CK_ULONG) -> UInt? {
  count >= .max - 1 ? nil : count
}

/// A limit, unless it is CK_EFFECTIVELY_INFINITE or not known.
private func limit(_ count: CK_ULONG) -> UInt? {
  count == 0 ? nil : known(count)
}

/// A token's flags (PKCS #11 v2.40 table 6).
package struct TokenFlags: OptionSet, Sendable, Hashable {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }

  package static let hasRandomGenerator = TokenFlags(rawValue: 1 << 0)
  package static let writeProtected = TokenFlags(rawValue: 1 << 1)
  package static let loginRequired = TokenFlags(rawValue: 1 << 2)
  package static let userPINInitialised = TokenFlags(rawValue: 1 << 3)
  package static let protectedAuthenticationPath = TokenFlags(rawValue: 1 << 8)
  package static let tokenInitialised = TokenFlags(rawValue: 1 << 10)
  package static let userPINCountLow = TokenFlags(rawValue: 1 << 16)
  package static let userPINFinalTry = TokenFlags(rawValue: 1 << 17)
  package static let userPINLocked = TokenFlags(rawValue: 1 << 18)
  package static let userPINToBeChanged = TokenFlags(rawValue: 1 << 19)
  package static let soPINCountLow = TokenFlags(rawValue: 1 << 20)
  package static let soPINFinalTry = TokenFlags(rawValue: 1 << 21)
  package static let soPINLocked = TokenFlags(rawValue: 1 << 22)
  package static let soPINToBeChanged = TokenFlags(rawValue: 1 << 23)
}
