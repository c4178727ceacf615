import CCryptoki
import Foundation
import Testing

@Suite("chancery-fault-module as a vendor's HSM")
struct VendorHabitTests {
  @Test("takes a PIN of the vendor's shape only, and no PIN is found in what it writes")
  func pinShape() throws {
    let library = try FaultyLibrary(
      """
      appearance: { label: hsm1, manufacturer: "Marvell Semiconductors, Inc." }
      pin: { shape: user-and-password, malformed: CKR_ARGUMENTS_BAD }
      sessions: { read_only: CKR_FUNCTION_FAILED, limit: 2 }
      """)
    #expect(library.initialise() == 0)
    #expect(text(library.tokenInfo.label) == "hsm1")
    #expect(text(library.tokenInfo.manufacturerID) == "Marvell Semiconductors, Inc.")
    #expect(library.openSession(isReadWrite: false).code == CK_RV(CKR_FUNCTION_FAILED))
    let session = library.openSession().session
    #expect(library.logIn(session, pin: "wonderland") == CK_RV(CKR_ARGUMENTS_BAD))
    #expect(library.logIn(session, pin: "alice:wonderland") == CK_RV(CKR_PIN_INCORRECT))
    #expect(library.logIn(session, pin: "alice:" + FaultyLibrary.userPIN) == 0)
    #expect(library.openSession().code == 0)
    #expect(library.openSession().code == CK_RV(CKR_SESSION_COUNT))

    let counters = library.control("counters")
    #expect(
      counters.contains(
        "\"logins\":{\"reachedModule\":2,\"succeeded\":1,\"tried\":3,\"wrong\":1}"))
    #expect(library.functions.C_Finalize?(nil) == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: library.folder.path)
    where name != "libfaulty.so" {
      let written = try String(contentsOf: library.folder.appending(path: name), encoding: .utf8)
      #expect(!written.contains("wonderland") && !written.contains("alice"), "\(name)")
    }
  }

  @Test("locks the PIN after the wrong tries told, and remembers it in its state file")
  func lock() throws {
    let library = try FaultyLibrary("pin: { locks_after: 2 }\nstate_file: state.json")
    #expect(library.initialise() == 0)
    let session = library.openSession().session
    #expect(library.tokenInfo.flags & CK_FLAGS(CKF_USER_PIN_FINAL_TRY) == 0)
    #expect(library.logIn(session, pin: "9999") == CK_RV(CKR_PIN_INCORRECT))
    #expect(library.tokenInfo.flags & CK_FLAGS(CKF_USER_PIN_FINAL_TRY) != 0)
    #expect(library.logIn(session, pin: "9999") == CK_RV(CKR_PIN_INCORRECT))
    #expect(library.tokenInfo.flags & CK_FLAGS(CKF_USER_PIN_LOCKED) != 0)
    #expect(library.logIn(session) == CK_RV(CKR_PIN_LOCKED))
    let state = try String(
      contentsOf: library.folder.appending(path: "state.json"), encoding: .utf8)
    #expect(state.contains("\"tried\" : 3"))
    #expect(state.contains("\"reachedModule\" : 2"))
    // What it remembers is on disk, not only in the process.
    let healed = state.replacing(#/"wrong" : \{[^}]*\}/#, with: "\"wrong\" : {}")
    try Data(healed.utf8).write(to: library.folder.appending(path: "state.json"))
    #expect(library.logIn(session) == 0)
  }

  @Test("is another device in each copy, though both have the same real module")
  func copies() throws {
    let first = try FaultyLibrary()
    let second = try FaultyLibrary("appearance: { label: second }")
    #expect(first.start() != 0)
    let session = second.start()
    #expect(session != 0)
    #expect(text(first.tokenInfo.label) != "second")
    #expect(text(second.tokenInfo.label) == "second")
    _ = first.control("lose")
    #expect(first.openSession().code == CK_RV(CKR_DEVICE_ERROR))
    #expect(first.functions.C_Finalize?(nil) == 0)
    #expect(throws: Never.self) { try second.makeKey("issuer", in: session) }
    #expect(second.control("status").contains("\"lost\":false"))
  }

  @Test("refuses a scenario with a typo")
  func typo() throws {
    let library = try FaultyLibrary("lanes: many", addsToken: false)
    #expect(library.initialise() == CK_RV(CKR_ARGUMENTS_BAD))
    try Data().write(to: library.folder.appending(path: "libfaulty.yaml"))
    #expect(library.initialise() == 0)
  }

  @Test("can be loaded by a program that isn't Swift, and tells it of a typo by file, line and key")
  func pkcs11Tool() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "fault-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenario = folder.appending(path: "scenario.yaml")
    let run = { (text: String) throws -> String in
      try Data(text.utf8).write(to: scenario)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/pkcs11-tool")
      process.arguments = ["--module", FaultyLibrary.built.path, "--show-info"]
      process.environment = ["CHANCERY_FAULT_SCENARIO": scenario.path]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return String(decoding: output, as: UTF8.self)
    }
    let info = try run("appearance: { library_manufacturer: Acme }")
    #expect(info.contains("Manufacturer     Acme"))
    let refusal = try run("faults:\n  - { function: C_Sing, code: 48 }")
    #expect(
      refusal.contains(
        "chancery-fault-module: \(scenario.path):2: faults[0].function: \"C_Sing\" is no function "
          + "of Cryptoki. Did you mean `C_Sign`?"))
  }

  private func text<Field>(_ field: Field) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0, as: UTF8.self) }
      .trimmingCharacters(in: .whitespaces)
  }
}
