import Cryptoki
import Foundation
import Testing

@Suite("A module")
struct ModuleTests {
  @Test("says who made it, and is one for all who open it")
  func sharing() throws {
    let first = try SoftHSM.module.get()
    // Another name of the same file is the same module.
    let link = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".so")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: SoftHSM.modulePath)
    defer { try? FileManager.default.removeItem(at: link) }
    do {
      let second = try CryptokiModule(path: link.path)
      #expect(second.path == first.path)
      #expect(try second.info().manufacturer == "SoftHSM")
    }
    // The second let go; the first is initialised still.
    #expect(try first.info().cryptokiVersion.major == 2)
  }

  @Test("that is missing is named")
  func missing() {
    #expect(throws: CryptokiError.fileMissing(path: "/nowhere/module.so")) {
      _ = try CryptokiModule(path: "/nowhere/module.so")
    }
  }

  @Test("must be a library")
  func noLibrary() throws {
    let error = try #require(throws: CryptokiError.self) {
      _ = try CryptokiModule(path: "/etc/passwd")
    }
    #expect(error.description.hasPrefix("/etc/passwd cannot be loaded as a PKCS #11 module: "))
    #expect(error.description.contains("invalid ELF header"))
  }

  @Test("must be a PKCS #11 module")
  func noModule() {
    #expect(throws: CryptokiError.notAModule(path: "libm.so.6")) {
      _ = try CryptokiModule(path: "libm.so.6")
    }
  }
}
