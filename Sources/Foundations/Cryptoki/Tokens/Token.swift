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

  package init(
    slotID: UInt, label: String, manufacturer: String, model: String, serial: String,
    flags: TokenFlags, pinLengths: ClosedRange<UInt>, maximumSessionCount: UInt? = nil,
    sessionCount: UInt? = nil, maximumReadWriteSessionCount: UInt? = nil,
    readWriteSessionCount: UInt? = nil, publicMemory: TokenMemory = .unknown,
    privateMemory: TokenMemory = .unknown, hardwareVersion: Version = Version(major: 1, minor: 0),
    firmwareVersion: Version = Version(major: 1, minor: 0)
  ) {
    self.slotID = slotID
    self.label = label
    self.manufacturer = manufacturer
    self.model = model
    self.serial = serial
    self.flags = flags
    self.pinLengths = pinLengths
    self.maximumSessionCount = maximumSessionCount
    self.sessionCount = sessionCount
    self.maximumReadWriteSessionCount = maximumReadWriteSessionCount
    self.readWriteSessionCount = readWriteSessionCount
    self.publicMemory = publicMemory
    self.privateMemory = privateMemory
    self.hardwareVersion = hardwareVersion
    self.firmwareVersion = firmwareVersion
  }

  package var isInitialised: Bool { flags.contains(.tokenInitialised) }

  /// The token in one phrase: `"ca" (serial 4f0c…, slot 3)`.
  package var summary: String { "\"\(label)\" (serial \(serial), slot \(slotID))" }
}
