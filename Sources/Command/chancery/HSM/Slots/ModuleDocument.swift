import Cryptoki
import HSMDiagnostics

/// A module and its slots, for programs; what isn't told is left out.
struct ModuleDocument: Encodable {
  struct Vendor: Encodable {
    let name: String
    let displayName: String
    let habits: String
  }

  /// The token's name in the configuration.
  let name: String?
  let path: String
  let manufacturer: String
  let description: String
  let version: String
  let cryptokiVersion: String
  let vendor: Vendor
  let slots: [SlotDocument]

  init(_ inventory: RecognisedInventory, name: String?) {
    let info = inventory.module.info
    self.name = name
    path = inventory.module.path
    manufacturer = info.manufacturer
    description = info.libraryDescription
    version = info.libraryVersion.description
    cryptokiVersion = info.cryptokiVersion.description
    vendor = Vendor(
      name: inventory.profile.vendor.rawValue, displayName: inventory.profile.displayName,
      habits: inventory.profile.habits)
    slots = inventory.slots.map(SlotDocument.init)
  }
}

/// A slot, for programs.
struct SlotDocument: Encodable {
  struct State: Encodable {
    let initialised: Bool
    let loginRequired: Bool
    let writeProtected: Bool
    let protectedAuthenticationPath: Bool
    let randomGenerator: Bool
    let userPINSet: Bool
    let userPINCountLow: Bool
    let userPINFinalTry: Bool
    let userPINLocked: Bool
    let userPINToBeChanged: Bool
  }

  struct Offer: Encodable {
    let name: String
    let number: UInt
    let smallestKey: UInt?
    let largestKey: UInt?
    let uses: [String]
  }

  let slot: UInt
  let description: String
  let token: TokenDocument?
  let hardwareVersion: String?
  let firmwareVersion: String?
  let state: State?
  let openSessions: UInt?
  let maximumSessions: UInt?
  let freePublicMemoryInBytes: UInt?
  let freePrivateMemoryInBytes: UInt?
  let shortestPINInBytes: UInt?
  let longestPINInBytes: UInt?
  let mechanisms: [Offer]
  let fault: String?

  init(_ inventory: SlotInventory) {
    let token = inventory.token
    slot = inventory.slot.id
    description = inventory.slot.description
    self.token = token.map { TokenDocument(name: nil, $0) }
    hardwareVersion = token?.hardwareVersion.description
    firmwareVersion = token?.firmwareVersion.description
    state = token.map { State($0.flags) }
    openSessions = token?.sessionCount
    maximumSessions = token?.maximumSessionCount
    freePublicMemoryInBytes = token?.publicMemory.freeInBytes
    freePrivateMemoryInBytes = token?.privateMemory.freeInBytes
    shortestPINInBytes = token?.pinLengths.lowerBound
    longestPINInBytes = token?.pinLengths.upperBound
    mechanisms = inventory.mechanisms.map {
      Offer(
        name: $0.name, number: $0.type.rawValue, smallestKey: $0.keySizes?.lowerBound,
        largestKey: $0.keySizes?.upperBound, uses: $0.flags.names)
    }
    fault = inventory.fault?.description
  }
}

extension SlotDocument.State {
  init(_ flags: TokenFlags) {
    self.init(
      initialised: flags.contains(.tokenInitialised),
      loginRequired: flags.contains(.loginRequired),
      writeProtected: flags.contains(.writeProtected),
      protectedAuthenticationPath: flags.contains(.protectedAuthenticationPath),
      randomGenerator: flags.contains(.hasRandomGenerator),
      userPINSet: flags.contains(.userPINInitialised),
      userPINCountLow: flags.contains(.userPINCountLow),
      userPINFinalTry: flags.contains(.userPINFinalTry),
      userPINLocked: flags.contains(.userPINLocked),
      userPINToBeChanged: flags.contains(.userPINToBeChanged))
  }
}
