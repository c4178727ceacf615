import Cryptoki
import Testing

@Suite("A session")
struct SessionTests {
  @Test("refuses a wrong PIN and says what to do")
  func wrongPIN() throws {
    let token = try SoftHSM.makeToken()
    let session = try SoftHSM.module.get().openSession(slot: token.slotID, access: .readOnly)
    let error = try #require(throws: CryptokiError.self) {
      try session.login(with: PIN("4321"))
    }
    #expect(error == .call(function: "C_Login", result: .pinIncorrect))
    #expect(
      error.description == "C_Login returned CKR_PIN_INCORRECT (0xa0): the PIN is wrong; tokens "
        + "lock after a few tries, so correct it before trying again")
    #expect(!"\(error)".contains("4321"))
  }

  @Test("is logged in once for the whole process")
  func login() throws {
    let token = try SoftHSM.makeToken()
    let module = try SoftHSM.module.get()
    let first = try module.openSession(slot: token.slotID, access: .readWrite)
    let second = try module.openSession(slot: token.slotID, access: .readOnly)
    #expect(try first.login(with: PIN(SoftHSM.userPIN)))
    #expect(try !second.login(with: PIN(SoftHSM.userPIN)))
    try second.logout()
    #expect(try first.login(with: PIN(SoftHSM.userPIN)))
  }

  @Test("gives random bytes, until it is closed")
  func closing() throws {
    let session = try SoftHSM.makeSession()
    #expect(try session.randomBytes(count: 32) != session.randomBytes(count: 32))
    try session.close()
    try session.close()
    #expect(
      throws: CryptokiError.call(function: "C_GenerateRandom", result: .sessionHandleInvalid)
    ) { _ = try session.randomBytes(count: 1) }
  }

  @Test("that is read-only cannot generate keys")
  func readOnly() throws {
    let token = try SoftHSM.makeToken()
    let session = try SoftHSM.module.get().openSession(slot: token.slotID, access: .readOnly)
    try session.login(with: PIN(SoftHSM.userPIN))
    #expect(
      throws: CryptokiError.call(function: "C_GenerateKeyPair", result: .sessionReadOnly)
    ) { _ = try session.generateKeyPair(.p256, label: "k") }
  }
}
