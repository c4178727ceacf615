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
      .init(
        order: "https://ca.test/order/1", event: .finalize, account: "https://ca.test/account/7",
        status: "processing", retryAfter: "3"))
    let journal = try Journal(path: path, clock: clock)
    journal.record(
      .init(
        order: "https://ca.test/order/1", event: .certificate,
        certificate: "https://ca.test/certificate/1", serial: "0a1f"))
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    // How long the test itself takes is not known.
    let timeless = lines.map { $0.replacing(/"ms":[0-9.]+/, with: "\"ms\":0") }
    let expected = #"""
      {"account":"https://ca.test/account/7","event":"finalize","ms":0,\#
      "order":"https://ca.test/order/1","retryAfter":"3","status":"processing",\#
      "time":"2026-11-23T21:40:00.250Z"}
      {"certificate":"https://ca.test/certificate/1","event":"certificate","ms":0,\#
      "order":"https://ca.test/order/1","serial":"0a1f","time":"2026-11-23T21:40:00.250Z"}
      """#
    #expect(timeless.joined(separator: "\n") == expected)
  }

  @Test("Each line tells milliseconds by a clock that nobody sets")
  func milliseconds() throws {
    let line = try Journal.line(
      for: .init(order: nil, event: .refusal), at: clock.now, elapsed: .microseconds(12_345_678))
    #expect(String(decoding: line, as: UTF8.self).contains("\"ms\":12345.678,"))
  }

  @Test("A file that cannot be written is refused by name")
  func refused() {
    #expect(throws: LoadFileError(path: "/nowhere/journal.jsonl", code: ENOENT)) {
      try Journal(path: "/nowhere/journal.jsonl", clock: clock)
    }
  }
}
