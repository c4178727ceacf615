internal import CCryptoki

/// A slot of a module (`CK_SLOT_INFO`): where a token may be.
package struct Slot: Sendable, Hashable {
  /// The slot's number.
  ///
  /// It may change when a token is initialised and from one start to the next.
  package let id: UInt
  package let description: String
  package let manufacturer: String
  package let isTokenPresent: Bool
  package let isRemovable: Bool
  package let hardwareVersion: Version
  package let firmwareVersion: Version

  init(id: UInt, _ info: CK_SLOT_INFO) {
    self.id = id
    description = text(of: info.slotDescription)
    manufacturer = text(of: info.manufacturerID)
    isTokenPresent = info.flags & CK_FLAGS(CKF_TOKEN_PRESENT) != 0
    isRemovable = info.flags & CK_FLAGS(CKF_REMOVABLE_DEVICE) != 0
    hardwareVersion = Version(info.hardwareVersion)
    firmwareVersion = Version(info.firmwareVersion)
  }
}
