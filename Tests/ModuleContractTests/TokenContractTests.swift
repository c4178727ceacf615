import Cryptoki
import Testing

/// What every PKCS #11 module must give, for Chancery to run on it.
@Suite("Every module", .serialized)
struct TokenContractTests {
  /// Without one, the tests below would have no arguments, and so nothing to fail at.
  @Test("is there to be tested: CHANCERY_CONTRACT_TOKENS holds a token.json")
  func presence() {
    #expect(!ModuleDescription.all.isEmpty)
  }

  @Test("tells of itself, its slots and its token", arguments: ModuleDescription.all)
  func information(_ description: ModuleDescription) throws {
    let module = try description.open()
    let info = try module.info()
    #expect(!info.manufacturer.isEmpty)
    let token = try module.token(matching: description.selection)
    let profile = VendorProfile.recognise(modulePath: module.path, info: info, token: token)
    #expect(profile.vendor.rawValue == description.vendor)
    let mechanisms = try module.mechanisms(inSlot: token.slotID)
    #expect(!mechanisms.isEmpty)
    #expect(token.label == description.label)
    #expect(token.isInitialised)
    #expect(token.flags.contains(.loginRequired))
    #expect(token.flags.contains(.userPINInitialised))
    let (slots, tokens) = (try module.slots(), try module.tokens())
    #expect(slots.contains { $0.id == token.slotID })
    #expect(tokens.filter { $0.label == token.label }.count == 1)
  }

  @Test("takes a second login for a success", arguments: ModuleDescription.all)
  func login(_ description: ModuleDescription) throws {
    let module = try description.open()
    let token = try module.token(matching: description.selection)
    let first = try module.openSession(slot: token.slotID, access: .readOnly)
    let second = try module.openSession(slot: token.slotID, access: .readWrite)
    try first.login(with: description.pin())
    // The login is the process's: another session has it, and a second try changes nothing.
    let pin = try description.pin()
    #expect(try second.login(with: pin) == false)
    #expect(try first.login(with: pin) == false)
  }

  @Test("names the tokens that it has when asked for another", arguments: ModuleDescription.all)
  func missingToken(_ description: ModuleDescription) throws {
    let module = try description.open()
    let error = try #require(throws: CryptokiError.self) {
      try module.token(matching: .label("nobody's"))
    }
    #expect(error.description.contains("nobody's"))
    #expect(error.description.contains(description.label))
  }
}
