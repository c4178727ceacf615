internal import CCryptoki
import FaultScenario

extension RealCall {
  var appearance: Appearance { module.state.withLock { $0.device.scenario.appearance } }
}

extension Appearance {
  func apply(to info: inout CK_INFO) {
    write(libraryManufacturer, to: &info.manufacturerID)
    write(libraryDescription, to: &info.libraryDescription)
  }

  func apply(to info: inout CK_SLOT_INFO) {
    write(slotDescription, to: &info.slotDescription)
    write(slotManufacturer, to: &info.manufacturerID)
  }

  func apply(to info: inout CK_TOKEN_INFO) {
    write(manufacturer, to: &info.manufacturerID)
    write(model, to: &info.model)
    write(serialNumber, to: &info.serialNumber)
    // A token that isn't initialised has no label yet.
    if info.flags & CK_FLAGS(CKF_TOKEN_INITIALIZED) != 0 { write(label, to: &info.label) }
    if let firmwareVersion {
      let parts = firmwareVersion.split(separator: ".").compactMap { UInt8($0) }
      info.firmwareVersion = CK_VERSION(
        major: parts.first ?? 0, minor: parts.dropFirst().first ?? 0)
    }
    info.flags = (info.flags & ~CK_FLAGS(clearedFlags)) | CK_FLAGS(setFlags)
  }

  /// Writes text into one of Cryptoki's fixed, blank-padded fields.
  private func write<Field>(_ text: String?, to field: inout Field) {
    guard let text else { return }
    withUnsafeMutableBytes(of: &field) { bytes in
      for index in bytes.indices { bytes[index] = UInt8(ascii: " ") }
      for (index, byte) in text.utf8.prefix(bytes.count).enumerated() { bytes[index] = byte }
    }
  }
}

/// The text in one of Cryptoki's fixed, blank-padded fields.
func paddedText<Field>(of field: Field) -> String {
  withUnsafeBytes(of: field) { bytes in
    let end = bytes.lastIndex { $0 != 0x20 && $0 != 0 }.map { $0 + 1 } ?? 0
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
