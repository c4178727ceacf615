import Testing

@testable import Cryptoki

@Suite("The initialisation of a module")
struct ModuleInitialisationTests {
  private static let parameters = VendorProfile.named(.nss).initialisation.libraryParameters

  @Test(
    "takes NSS's parameters from the environment",
    arguments: [
      (["NSS_LIB_PARAMS": "configDir='sql:/a' flags="], "configDir='sql:/a' flags="),
      (
        ["CHANCERY_NSS_DIR": "/a"],
        "configDir='sql:/a' certPrefix='' keyPrefix='' secmod='secmod.db' flags="
      ),
      (
        ["CHANCERY_NSS_DIR": "dbm:/a", "NSS_LIB_PARAMS": ""],
        "configDir='dbm:/a' certPrefix='' keyPrefix='' secmod='secmod.db' flags="
      ),
      ([:], nil),
    ] as [([String: String], String?)])
  func parameters(environment: [String: String], expected: String?) throws {
    #expect(try #require(Self.parameters).text(from: environment) == expected)
  }

  @Test("keeps NSS's parameters when it goes without locking")
  func locking() {
    let initialisation = VendorProfile.named(.nss).initialisation
    #expect(initialisation.usesLocking)
    #expect(!initialisation.withoutLocking().usesLocking)
    #expect(initialisation.withoutLocking().libraryParameters == Self.parameters)
    #expect(VendorProfile.named(.googlekms).initialisation == .standard)
  }

  @Test("says which variable NSS lacks")
  func missing() {
    let error = CryptokiError.parametersMissing(module: "/m.so", variable: "NSS_LIB_PARAMS")
    #expect(
      error.description == "/m.so wants to be told where its database is; set NSS_LIB_PARAMS to "
        + "configDir='sql:DIRECTORY' certPrefix='' keyPrefix='' secmod='secmod.db' flags=")
  }

  @Test("says how long it waited for calls that hang")
  func waiting() {
    #expect(
      CryptokiError.callsUnderWay(module: "/m.so", count: 2, waited: .seconds(5)).description
        == "/m.so cannot start anew: 2 calls have not come back for 5 s; should this last, restart "
        + "this program")
  }
}
