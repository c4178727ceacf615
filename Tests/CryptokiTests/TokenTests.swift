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
