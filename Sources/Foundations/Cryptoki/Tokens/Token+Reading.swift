internal import CCryptoki

extension Token {
  init(slotID: UInt, _ info: CK_TOKEN_INFO) {
    self.init(
      slotID: slotID, label: text(of: info.label), manufacturer: text(of: info.manufacturerID),
      model: text(of: info.model), serial: text(of: info.serialNumber),
      flags: TokenFlags(rawValue: info.flags),
      pinLengths: info.ulMinPinLen...max(info.ulMinPinLen, info.ulMaxPinLen),
      maximumSessionCount: limit(info.ulMaxSessionCount), sessionCount: known(info.ulSessionCount),
      maximumReadWriteSessionCount: limit(info.ulMaxRwSessionCount),
      readWriteSessionCount: known(info.ulRwSessionCount),
      publicMemory: TokenMemory(
        totalInBytes: known(info.ulTotalPublicMemory), freeInBytes: known(info.ulFreePublicMemory)),
      privateMemory: TokenMemory(
        totalInBytes: known(info.ulTotalPrivateMemory),
        freeInBytes: known(info.ulFreePrivateMemory)),
      hardwareVersion: Version(info.hardwareVersion),
      firmwareVersion: Version(info.firmwareVersion))
  }
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
