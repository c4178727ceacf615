import AuthorityModel
import Foundation
import HSMSigning
import Signing
import Testing

@testable import AuthorityService

/// Law 8: a wrong PIN is tried once, restarts included.
@Suite struct LoginLedgerTests {
  private let folder: TemporaryFolder
  private static let clock = WallClock { Timestamp(millisecondsSinceEpoch: 1_795_392_000_000) }

  init() throws { folder = try TemporaryFolder() }

  /// The ledger as the next process finds it.
  private func ledger() throws -> LoginLedgerFile {
    try LoginLedgerFile(besideDatabase: folder.path("chancery.sqlite"), clock: Self.clock)
  }

  private func record(
    _ state: LoginRecord.State, _ revision: String = "inode 1", reason: String = ""
  ) -> LoginRecord {
    LoginRecord(state: state, reason: reason, pinRevision: revision)
  }

  @Test func aTokenThatNeverLoggedInHasNoRecordAndNoFile() throws {
    #expect(try ledger().record(ofToken: "primary") == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.path("chancery.sqlite.logins")))
  }

  @Test func whatWasRecordedIsThereAfterARestartForEachToken() throws {
    let parked = record(.parked, reason: "C_Login returned CKR_PIN_INCORRECT")
    let before = try ledger()
    try before.setRecord(parked, ofToken: "primary")
    try before.setRecord(record(.trying, "inode 2"), ofToken: "second/token")
    let after = try ledger()
    #expect(after.record(ofToken: "primary") == parked)
    #expect(after.record(ofToken: "second/token") == record(.trying, "inode 2"))
    #expect(after.record(ofToken: "third") == nil)
  }

  @Test func onlyItsOwnerMayReadIt() throws {
    let ledger = try ledger()
    try ledger.setRecord(record(.parked), ofToken: "primary")
    let attributes = try FileManager.default.attributesOfItem(atPath: ledger.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: ledger.path)
    #expect(throws: FileFault.self) { try self.ledger() }
  }

  @Test func theFileGoesWithTheLastRecord() throws {
    let ledger = try ledger()
    try ledger.setRecord(record(.trying), ofToken: "a")
    try ledger.setRecord(record(.trying), ofToken: "b")
    try ledger.setRecord(nil, ofToken: "a")
    #expect(FileManager.default.fileExists(atPath: ledger.path))
    try ledger.setRecord(nil, ofToken: "b")
    #expect(!FileManager.default.fileExists(atPath: ledger.path))
    try ledger.setRecord(nil, ofToken: "b")
  }

  @Test func twoLoginsThatWereCutOffWithOnePINFileParkTheToken() throws {
    try ledger().setRecord(record(.trying), ofToken: "primary")
    #expect(try ledger().record(ofToken: "primary")?.state == .trying)
    try ledger().setRecord(record(.trying), ofToken: "primary")
    let found = try ledger().record(ofToken: "primary")
    #expect(found?.state == .parked)
    #expect(found?.reason.contains("cut off") == true)
    #expect(found?.pinRevision == "inode 1")
  }

  @Test func aLoginThatEndedOrAnotherPINFileBeginsTheCountAnew() throws {
    try ledger().setRecord(record(.trying), ofToken: "primary")
    try ledger().setRecord(nil, ofToken: "primary")
    try ledger().setRecord(record(.trying), ofToken: "primary")
    try ledger().setRecord(record(.trying, "inode 2"), ofToken: "primary")
    #expect(try ledger().record(ofToken: "primary")?.state == .trying)
  }

  @Test func aLoginThatCouldNotBeRememberedIsNotMade() throws {
    let ledger = try ledger()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: folder.path(""))
    try FileManager.default.removeItem(atPath: folder.path(""))
    let error = #expect(throws: SigningError.self) {
      try ledger.setRecord(record(.trying), ofToken: "primary")
    }
    #expect(error?.description.contains("no login is made") == true)
    #expect(ledger.record(ofToken: "primary") == nil)
  }

  @Test(arguments: ["", "{", "[]", #"{"primary":{"state":"odd"}}"#])
  func aDamagedFileIsNotTakenForNoRecord(text: String) throws {
    try folder.write(text, to: "chancery.sqlite.logins")
    let fault = #expect(throws: FileFault.self) { try ledger() }
    #expect(fault?.mend == "Make sure that the PIN files are right, then remove it.")
  }
}
