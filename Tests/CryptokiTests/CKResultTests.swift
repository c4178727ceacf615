import Cryptoki
import Testing

@Suite("CK_RV")
struct CKResultTests {
  @Test(
    "has the standard's name, or a vendor's number",
    arguments: [
      (0x00, "CKR_OK"), (0x07, "CKR_ARGUMENTS_BAD"), (0xa0, "CKR_PIN_INCORRECT"),
      (0xb3, "CKR_SESSION_HANDLE_INVALID"), (0x191, "CKR_CRYPTOKI_ALREADY_INITIALIZED"),
      (0x200, "CKR_FUNCTION_REJECTED"), (0x04, "CKR_0x4"), (0x8000_0007, "CKR_VENDOR_DEFINED+0x7"),
    ] as [(UInt, String)])
  func name(code: UInt, name: String) {
    #expect(CKResult(rawValue: code).name == name)
  }

  @Test("is matched in a catch clause")
  func matching() {
    do throws(CryptokiError) {
      throw .call(function: "C_Login", result: CKResult(rawValue: 0xa0))
    } catch .call("C_Login", .pinIncorrect) {
      // As it should be.
    } catch {
      Issue.record("not matched: \(error)")
    }
  }

  @Test("comes with the function, the number and the mend")
  func description() {
    let error = CryptokiError.call(function: "C_Login", result: .argumentsBad)
    #expect(
      error.description == "C_Login returned CKR_ARGUMENTS_BAD (0x7): the module did not like the "
        + "PIN's form; AWS CloudHSM, for one, wants USER:PASSWORD")
    #expect(error.result == .argumentsBad)
    #expect(error.function == "C_Login")
  }
}
