import Cryptoki
import Foundation
import Synchronization
import Testing
import X509

@testable import HSMDiagnostics

/// What the doctor says, word for word, of a module that does as it is told.
@Suite("chancery hsm doctor: its words")
struct DoctorGoldenTests {
  @Test("All in order")
  func clean() async throws {
    let report = try await golden(ScriptedModule(), named: "clean")
    #expect(report.isClean)
    #expect(report.conclusion == "No fault found.")
  }

  @Test("No such module")
  func noModule() async throws {
    var module = ScriptedModule()
    module.inspection = ModuleFileInspection(
      path: "/opt/hsm/libhsm.so", condition: .missing(nearby: ["/opt/hsm/libhsm2.so"]))
    let report = try await golden(module, named: "no-module")
    #expect(report.conclusion.hasSuffix("did you mean /opt/hsm/libhsm2.so?"))
    #expect(module.calls.names.isEmpty)
  }

  @Test("A file that may not be read, and a library for another processor")
  func unusableFiles() async throws {
    var module = ScriptedModule()
    module.inspection = ModuleFileInspection(
      path: "/opt/hsm/libhsm.so",
      condition: .unreadable(reason: "Permission denied", user: "chancery"))
    try await golden(module, named: "unreadable")
    module.inspection = ModuleFileInspection(
      path: "/opt/hsm/libhsm.so",
      condition: .foreign(architecture: "ARM 64-bit", own: "x86-64"))
    try await golden(module, named: "other-architecture")
  }

  @Test("A module that hangs in C_Initialize")
  func hanging() async throws {
    var module = ScriptedModule()
    module.initialisation = { _ in .noAnswer(function: "C_Initialize", limit: .seconds(10)) }
    let report = try await golden(module, named: "hangs-in-initialize")
    #expect(report.conclusion.contains("no answer after 10 s: the module hangs in C_Initialize"))
  }

  @Test("A module that can't lock is a warning, not a fault")
  func noLocking() async throws {
    var module = ScriptedModule()
    module.initialisation = {
      $0.usesLocking ? .cryptoki(.call(function: "C_Initialize", result: .cantLock)) : nil
    }
    let report = try await golden(module, named: "no-locking")
    #expect(report.isClean)
    #expect(report.count(of: .warning) == 1)
  }

  @Test("A wrong label that is near a right one")
  func nearMiss() async throws {
    let report = try await golden(ScriptedModule(), named: "wrong-label") { subject in
      subject.selection = .label("CA ")
    }
    #expect(report.conclusion.hasSuffix("did you mean \"ca\"?"))
  }

  @Test("No token, and a token that nobody initialised")
  func noToken() async throws {
    var module = ScriptedModule()
    module.present = []
    try await golden(module, named: "no-token")
    module.present = [.scripted(label: "", flags: [])]
    try await golden(module, named: "uninitialised-token")
  }

  @Test(
    "The PIN is not sent to a token that is locked, or that a wrong one would lock",
    arguments: [
      ("locked-pin", TokenFlags.userPINLocked), ("final-try", .userPINFinalTry),
    ])
  func dangerousLogin(name: String, flag: TokenFlags) async throws {
    var module = ScriptedModule()
    module.present = [.scripted(flags: .usual.union(flag))]
    let report = try await golden(module, named: name)
    #expect(!report.isClean)
    #expect(!module.calls.names.contains("C_Login"))
  }

  @Test("With --force the last try is made")
  func forced() async throws {
    var module = ScriptedModule()
    module.present = [.scripted(flags: .usual.union(.userPINFinalTry))]
    let report = await report(module) { $0.isForced = true }
    #expect(report.isClean)
    #expect(module.calls.names.count { $0 == "C_Login" } == 1)
  }

  @Test("A wrong PIN is sent once, and the keys are not looked for")
  func wrongPIN() async throws {
    var module = ScriptedModule()
    module.loginFault = .cryptoki(.call(function: "C_Login", result: .pinIncorrect))
    module.flagsAfterRefusal = .usual.union(.userPINCountLow)
    try await golden(module, named: "wrong-pin")
    #expect(module.calls.names.count { $0 == "C_Login" } == 1)
    #expect(!module.calls.names.contains("C_Sign"))
  }

  @Test("A PIN of the wrong shape for the vendor never leaves")
  func wrongShape() async throws {
    let module = ScriptedModule()
    let report = try await golden(module, named: "wrong-pin-shape") { $0.vendor = .cloudhsm }
    #expect(report.conclusion.contains("USER:PASSWORD"))
    #expect(!module.calls.names.contains("C_Login"))
  }

  @Test("No PIN: what needs none is looked at all the same")
  func noPIN() async throws {
    let report = try await golden(ScriptedModule(), named: "no-pin") { subject in
      subject.pin = PINAccess(place: "the prompt") { .failure(.notGiven) }
    }
    #expect(report.isClean)
    #expect(report.conclusion == "No fault found in what could be tried.")
  }

  @Test("Fewer sessions than wanted")
  func fewSessions() async throws {
    var module = ScriptedModule()
    module.refusal = { _, open in
      open < 5 ? nil : .cryptoki(.call(function: "C_OpenSession", result: .sessionCount))
    }
    let report = try await golden(module, named: "few-sessions")
    #expect(report.isClean)
    #expect(module.calls.openCount == 0, "what was opened is closed")
  }

  @Test("A key that is missing, and one that may not sign")
  func missingKey() async throws {
    var module = ScriptedModule()
    let wanted = WantedKey(.label("r2"))
    try await golden(module, named: "missing-key") { $0.keys = [wanted] }
    module.keys = [ScriptedKey(label: "r2", maySign: false)]
    try await golden(module, named: "key-without-sign") { $0.keys = [wanted] }
    #expect(!module.calls.names.contains("C_Sign"))
  }

  @Test("Keys that should not be as they are")
  func unsafeKeys() async throws {
    var module = ScriptedModule()
    module.keys = [ScriptedKey(label: "r1", mayDecrypt: true, isExtractable: true)]
    let report = try await golden(module, named: "unsafe-key")
    #expect(report.isClean)
  }

  @Test("A mechanism that the token doesn't offer")
  func noMechanism() async throws {
    var module = ScriptedModule()
    module.offered = [Mechanism(type: .rsaPSS, keySizes: nil, flags: .sign)]
    module.signingFault = .cryptoki(.call(function: "C_SignInit", result: .mechanismInvalid))
    try await golden(module, named: "mechanism-not-offered")
  }

  @Test("A PIN file that others may read")
  func openPINFile() async throws {
    try await golden(ScriptedModule(), named: "open-pin-file") { subject in
      subject.pin = PINAccess(place: "secrets/pin", fileMode: 0o644) { .success(PIN("12345678")) }
    }
  }

  @Test("What failed is named in the JSON, with stable ids")
  func json() async throws {
    var module = ScriptedModule()
    module.present = []
    let report = await report(module)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(report), as: UTF8.self)
    try Self.texts.expect(text + "\n", named: "no-token.json")
  }

  private static let texts = GoldenText(
    folder: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden"))

  private func report(
    _ module: ScriptedModule, _ change: (inout DiagnosisSubject) -> Void = { _ in },
    progress: any DiagnosisProgress = Unwatched()
  ) async -> DoctorReport {
    let diagnosis = await Doctor(
      module: module, at: Date(timeIntervalSince1970: 1_800_000_000), progress: progress
    ).diagnosis(of: Self.subject(change))
    return DoctorReport(tokens: [diagnosis])
  }

  private static func subject(
    _ change: (inout DiagnosisSubject) -> Void
  ) -> DiagnosisSubject {
    var subject = DiagnosisSubject(
      modulePath: "/opt/hsm/libhsm.so",
      pin: PINAccess(place: "secrets/pin", fileMode: 0o600) { .success(PIN("12345678")) })
    change(&subject)
    return subject
  }

  @discardableResult
  private func golden(
    _ module: ScriptedModule, named name: String,
    _ change: (inout DiagnosisSubject) -> Void = { _ in }
  ) async throws -> DoctorReport {
    let watch = Watch()
    let report = await report(module, change, progress: watch)
    let transcript = Transcript(isColoured: false)
    let text =
      transcript.heading(of: Self.subject(change)) + "\n" + watch.text
      + transcript.summary(of: report)
    #expect(!text.contains("12345678"), "the PIN must never be printed")
    for line in text.split(separator: "\n") where !line.hasPrefix("First cause") {
      #expect(line.count <= 100)
    }
    try Self.texts.expect(text, named: name)
    return report
  }
}

/// Keeps the text of each step as it ends.
private final class Watch: DiagnosisProgress {
  private let state = Mutex((text: "", lines: StepLines(Transcript(isColoured: false))))

  var text: String { state.withLock { $0.text + $0.lines.rest() } }

  func began(_ id: StepID) {}

  func ended(_ step: DiagnosisStep) {
    state.withLock { $0.text += $0.lines.add(step) }
  }
}

private struct Unwatched: DiagnosisProgress {
  func began(_ id: StepID) {}
  func ended(_ step: DiagnosisStep) {}
}
