import Cryptoki
import HSMDiagnostics
import ReportPages

/// A module's slots, for people.
struct SlotListing {
  private let inventory: RecognisedInventory
  private let name: String?
  private let showsAllMechanisms: Bool

  /// - Parameter name: The token's name in the configuration.
  init(_ inventory: RecognisedInventory, name: String?, showsAllMechanisms: Bool) {
    self.inventory = inventory
    self.name = name
    self.showsAllMechanisms = showsAllMechanisms
  }

  var text: String {
    let info = inventory.module.info
    var fields = FieldList()
    if let name { fields.add("Token", "\(name) of the configuration") }
    fields.add("Module", inventory.module.path)
    fields.add(
      "",
      "\(info.libraryDescription), version \(info.libraryVersion), by \(info.manufacturer); "
        + "PKCS#11 \(info.cryptokiVersion)")
    fields.add("Vendor", "\(inventory.profile.displayName): \(inventory.profile.habits)")
    let slots = inventory.slots.map(text(of:))
    return ([fields.text] + (slots.isEmpty ? ["The module shows no slots.\n"] : slots))
      .joined(separator: "\n") + "\n"
  }

  private func text(of inventory: SlotInventory) -> String {
    guard let token = inventory.token else {
      let reason = inventory.fault.map { "a token that can't be looked at: \($0)" } ?? "no token"
      return "Slot \(inventory.slot.id): \(reason)\n"
    }
    let title = token.isInitialised ? "token \"\(token.label)\"" : "a token not initialised"
    var fields = FieldList(indent: 2)
    fields.add(
      "Device",
      "\(token.model) by \(token.manufacturer)"
        + (token.serial.isEmpty ? "" : ", serial \(token.serial)"))
    fields.add("Versions", "hardware \(token.hardwareVersion), firmware \(token.firmwareVersion)")
    fields.add("State", token.stateInWords.joined(separator: ", "))
    if token.isInitialised {
      fields.add("User PIN", "\(token.pinStateInWords); \(token.pinLengthsInWords)")
      fields.add("Sessions", token.sessionsInWords)
      fields.add("Memory", token.memoryInWords)
    }
    if let fault = inventory.fault { fields.add("Mechanisms", "can't be listed: \(fault)") }
    // What a token could do once it is initialised is of interest to nobody but those who ask.
    let showsMechanisms = inventory.fault == nil && (token.isInitialised || showsAllMechanisms)
    return "Slot \(inventory.slot.id): \(title)\n" + fields.text
      + (showsMechanisms ? mechanisms(inventory.mechanisms) : "")
  }

  private func mechanisms(_ mechanisms: [Mechanism]) -> String {
    var table = TextTable()
    if showsAllMechanisms {
      for mechanism in mechanisms {
        table.add(
          mechanism.name, mechanism.sizesInWords, mechanism.flags.names.joined(separator: ", "))
      }
      return lines("  Mechanisms, all \(mechanisms.count)", table)
    }
    for wanted in AuthorityMechanism.all {
      let offer = wanted.offer(among: mechanisms)
      table.add(
        wanted.type.name, wanted.purpose, offer == nil ? "NO" : "yes",
        offer.map { $0.keySizes == nil ? "" : "\($0.sizesInWords) bits" } ?? "")
    }
    return lines(
      "  Mechanisms that a CA uses (of \(mechanisms.count); --mechanisms shows all)", table)
  }

  private func lines(_ title: String, _ table: TextTable) -> String {
    ([title] + table.lines(indent: 4)).map { $0 + "\n" }.joined()
  }
}

extension Mechanism {
  /// The sizes of keys, as far as they are told; bits for RSA and EC, bytes for most others.
  fileprivate var sizesInWords: String {
    guard let keySizes else { return "" }
    return keySizes.lowerBound == keySizes.upperBound
      ? "\(keySizes.lowerBound)" : "\(keySizes.lowerBound) to \(keySizes.upperBound)"
  }
}

extension Token {
  fileprivate var pinLengthsInWords: String {
    "\(pinLengths.lowerBound) to \(pinLengths.upperBound) bytes long"
  }

  fileprivate var sessionsInWords: String {
    let limit = maximumSessionCount.map { "at most \($0)" } ?? "no limit told"
    return (sessionCount.map { "\($0) open, " } ?? "") + limit
  }

  fileprivate var memoryInWords: String {
    let parts = [("public", publicMemory.freeInBytes), ("private", privateMemory.freeInBytes)]
      .compactMap { name, bytes in bytes.map { "\($0) bytes free for \(name) objects" } }
    return parts.isEmpty ? "not told" : parts.joined(separator: ", ")
  }
}
