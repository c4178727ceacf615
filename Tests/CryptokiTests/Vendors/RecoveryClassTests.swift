import Testing

@testable import Cryptoki

@Suite("Law 9: the class of a code")
struct RecoveryClassTests {
  @Test("is decided for each of the standard's codes, once")
  func completeness() {
    let decided = RecoveryClass.grouped.flatMap(\.1)
    #expect(decided.count == Set(decided).count)
    #expect(Set(decided) == Set(CKResult.names.keys))
  }

  @Test(
    "says what to make anew",
    arguments: [
      (.generic, "C_Sign", .functionFailed, .retry),
      (.generic, "C_Sign", .hostMemory, .retry),
      (.generic, "C_Sign", .deviceMemory, .retry),
      (.generic, "C_GenerateKeyPair", .deviceMemory, .stop),
      (.generic, "C_OpenSession", .sessionCount, .retry),
      (.generic, "C_Sign", .sessionHandleInvalid, .newSession),
      (.generic, "C_Sign", .sessionClosed, .newSession),
      (.generic, "C_OpenSession", .sessionHandleInvalid, .newModule),
      (.generic, "C_SignInit", .keyHandleInvalid, .newSession),
      (.generic, "C_SignInit", .objectHandleInvalid, .newSession),
      (.generic, "C_SignInit", .operationActive, .newSession),
      (.generic, "C_Sign", .deviceError, .newSession),
      (.generic, "C_SignInit", .userNotLoggedIn, .newLogin),
      (.generic, "C_Sign", .cryptokiNotInitialized, .newModule),
      (.generic, "C_Sign", .deviceRemoved, .newModule),
      (.generic, "C_OpenSession", .tokenNotPresent, .newModule),
      (.generic, "C_OpenSession", .slotIDInvalid, .newModule),
      (.generic, "C_Initialize", .generalError, .newModule),
      (.generic, "C_Initialize", .cantLock, .stop),
      (.generic, "C_Login", .argumentsBad, .stop),
      // Nobody knows it, so it may be a vendor's word for a wrong PIN (law 8).
      (.generic, "C_Login", CKResult(rawValue: 0x8000_0123), .stop),
      (.generic, "C_SignInit", .mechanismInvalid, .stop),
      (.generic, "C_Sign", CKResult(rawValue: 0x8000_0001), .newSession),
      (.cloudhsm, "C_Login", .argumentsBad, .stop),
      (.cloudhsm, "C_OpenSession", .argumentsBad, .retry),
      (.cloudhsm, "C_OpenSession", .functionFailed, .retry),
      (.cloudhsm, "C_Sign", .functionFailed, .retry),
      (.cloudhsm, "C_SignInit", .operationActive, .retry),
      (.luna, "C_Sign", .deviceError, .newModule),
      (.luna, "C_Sign", .tokenNotPresent, .newModule),
      (.luna, "C_Login", CKResult(rawValue: 0x8000_0007), .stop),
      (.luna, "C_Sign", CKResult(rawValue: 0x8000_001f), .newModule),
      (.luna, "C_Sign", CKResult(rawValue: 0x8000_0024), .newSession),
      (.luna, "C_Sign", CKResult(rawValue: 0x8000_002b), .newSession),
      (.luna, "C_Sign", CKResult(rawValue: 0x8000_0041), .retry),
      (.luna, "C_Sign", CKResult(rawValue: 0x8000_0076), .stop),
      (.yubihsm, "C_SignInit", .sessionHandleInvalid, .newModule),
      (.yubihsm, "C_OpenSession", .sessionCount, .retry),
      (.yubihsm, "C_Sign", .deviceError, .newModule),
      (.googlekms, "C_Sign", .deviceError, .retry),
      (.utimaco, "C_Sign", .userNotLoggedIn, .newLogin),
      (.opencryptoki, "C_Sign", .deviceError, .newModule),
      (.p11kitRemoting, "C_GetSlotList", .deviceError, .newModule),
      (.p11kitRemoting, "C_Sign", .deviceRemoved, .newModule),
      (.pkcs11Proxy, "C_Sign", .deviceError, .newModule),
      (.pkcs11Proxy, "C_Sign", .sessionHandleInvalid, .newModule),
    ] as [(HSMVendor, String, CKResult, RecoveryClass)])
  func classes(vendor: HSMVendor, function: String, code: CKResult, expected: RecoveryClass) {
    #expect(VendorProfile.named(vendor).recoveryClass(of: code, in: function) == expected)
  }

  @Test("Law 8: never tries a PIN again", arguments: HSMVendor.allCases)
  func login(vendor: HSMVendor) {
    let codes: [CKResult] = [
      .pinIncorrect, .pinInvalid, .pinLenRange, .pinExpired, .pinLocked, .argumentsBad,
      .userPINNotInitialized, .userTypeInvalid,
    ]
    for code in codes {
      #expect(VendorProfile.named(vendor).recoveryClass(of: code, in: "C_Login") == .stop)
    }
  }
}
