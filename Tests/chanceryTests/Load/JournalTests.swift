import AuthorityModel
import Foundation
import Testing

@testable import chancery

@Suite("Journal of a load")
struct JournalTests {
  private let clock = WallClock { Timestamp(millisecondsSinceEpoch: 1_795_470_000_250) }

  @Test("Lines are appended, each a JSON object without what is not known")
  func lines() throws {
    let path = NSTemporaryDirectory() + "journal-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Journal(path: path, clock: clock).record(
      .init(order: "https://ca.test/order/1", event: .newOrder, status: "pending"))
    let journal = try Journal(path: path, clock: clock)
    journal.record(
      .init(
        order: "https://ca.test/order/1", event: .certificate,
        certificate: "https://ca.test/certificate/1", serial: "0a1f"))
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == #"""
        {"event":"new-order","order":"https://ca.test/order/1","status":"pending",\#
        "time":"2026-11-23T21:40:00.250Z"}
        {"certificate":"https://ca.test/certificate/1","event":"certificate",\#
        "order":"https://ca.test/order/1","serial":"0a1f","time":"2026-11-23T21:40:00.250Z"}

        """#)
  }

  @Test("A file that cannot be written is refused by name")
  func refused() {
    #expect(throws: LoadFileError(path: "/nowhere/journal.jsonl", code: ENOENT)) {
      try Journal(path: "/nowhere/journal.jsonl", clock: clock)
    }
  }
}
