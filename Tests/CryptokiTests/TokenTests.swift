import Cryptoki
import Foundation
import Testing

@Suite("A token")
struct TokenTests {
  @Test("is initialised and found by label, serial and slot")
  func initialisation() throws {
    let module = try SoftHSM.module.get()
    let token = try SoftHSM.makeToken(label: "found three ways")
    #expect(token.label == "found three ways")
    #expect(token.manufacturer == "SoftHSM project")
    #expect(token.flags.isSuperset(of: [.tokenInitialised, .userPINInitialised, .loginRequired]))
    #expect(token.pinLengths == 4...255)
    let same = try module.token(matching: .label("found three ways"))
    #expect(same.serial == token.serial)
    #expect(try module.token(matching: .serial(token.serial)).label == token.label)
    #expect(try module.token(matching: .slot(same.slotID)).serial == token.serial)
    #expect(try module.slots().contains { $0.id == same.slotID && $0.isTokenPresent })
  }

  @Test("tells what it can do, with which keys")
  func mechanisms() throws {
    let slot = try SoftHSM.makeToken().slotID
    let mechanisms = try SoftHSM.module.get().mechanisms(inSlot: slot)
    let ecdsa = try #require(mechanisms.first { $0.type == .ecdsa })
    #expect(ecdsa.name == "CKM_ECDSA")
    #expect(ecdsa.flags.isSuperset(of: [.sign, .verify]))
    #expect(ecdsa.keySizes?.contains(256) == true)
    let generation = try #require(mechanisms.first { $0.type == .rsaKeyPairGeneration })
    #expect(generation.flags.names == ["generate key pairs"])
    #expect(generation.keySizes?.contains(4096) == true)
    #expect(mechanisms.contains { $0.type == .rsaPSS })
    #expect(MechanismType(rawValue: 0x8000_0001).name == "CKM_0x80000001")
  }

  @Test("counts this program's sessions, and says who is in one")
  func sessions() throws {
    let token = try SoftHSM.makeToken()
    let module = try SoftHSM.module.get()
    let session = try module.openSession(slot: token.slotID, access: .readOnly)
    #expect(try session.info().state == .readOnlyPublic)
    #expect(try !session.info().isLoggedIn)
    try session.login(with: PIN(SoftHSM.userPIN))
    #expect(try session.info().isLoggedIn)
    #expect(try !session.info().isReadWrite)
    #expect(try module.token(inSlot: token.slotID).publicMemory == .unknown)
  }

  @Test("that is not there is missed, and those that are there are listed")
  func missing() throws {
    let present = try SoftHSM.makeToken()
    let error = try #require(throws: CryptokiError.self) {
      _ = try SoftHSM.module.get().token(matching: .label("chancerx"))
    }
    #expect(
      error.description.hasPrefix(
        "no token with label \"chancerx\" in \(SoftHSM.modulePath.resolved); there are "))
    #expect(error.description.contains(present.summary))
  }

  @Test("must be the only one of its label")
  func ambiguous() throws {
    let twins = [try SoftHSM.makeToken(label: "twin"), try SoftHSM.makeToken(label: "twin")]
    let error = try #require(throws: CryptokiError.self) {
      _ = try SoftHSM.module.get().token(matching: .label("twin"))
    }
    guard case .tokenAmbiguous(_, _, let matching) = error else {
      Issue.record("another error: \(error)")
      return
    }
    #expect(Set(matching.map(\.serial)) == Set(twins.map(\.serial)))
    #expect(error.description.hasSuffix("select by serial instead"))
  }

  @Test("has no room for long labels")
  func longLabel() throws {
    let label = String(repeating: "x", count: 33)
    #expect(throws: CryptokiError.labelTooLong(label: label)) {
      _ = try SoftHSM.makeToken(label: label)
    }
  }
}

@Suite("A PIN")
struct PINTests {
  @Test("Law 10: is shown in no way")
  func redaction() {
    let pin = PIN("zq8-secret")
    var dumped = ""
    dump(pin, to: &dumped)
    for text in ["\(pin)", String(reflecting: pin), dumped, "\([pin])"] {
      #expect(!text.contains("zq8"))
    }
  }

  @Test(
    "is read from a file without its line end",
    arguments: [("1234\n", 4), ("1234\r\n", 4), ("user:pass word", 14), ("1234 \n", 5), ("", 0)])
  func file(text: String, count: Int) {
    #expect(PIN(fileContents: text.utf8).count == count)
  }
}

extension String {
  fileprivate var resolved: String { URL(filePath: self).resolvingSymlinksInPath().path }
}
