import ACMEProtocol
import Foundation
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-11-23T21:38:13Z", 1_795_469_893),
    ("2000-02-29T12:00:00Z", 951_825_600), ("1969-12-31T23:59:59Z", -1),
    ("1900-03-01T00:00:00Z", -2_203_891_200), ("2038-01-19T03:14:08Z", 2_147_483_648),
    ("9999-12-31T23:59:59Z", 253_402_300_799), ("0000-01-01T00:00:00Z", -62_167_219_200),
  ])
  func textAndSecondsAgree(text: String, seconds: Int64) throws {
    let timestamp = try #require(Timestamp(parsing: text))
    #expect(timestamp.secondsSince1970 == seconds)
    #expect(timestamp.text == text)
  }

  @Test func everyDayOfFourCenturiesAgreesWithFoundation() {
    for day in stride(from: -146_097 / 2, through: 146_097 / 2, by: 1) {
      let date = Date(timeIntervalSince1970: TimeInterval(day * 86_400 + 3_661))
      let text = Timestamp(date).text
      guard text == date.formatted(.iso8601), Timestamp(parsing: text)?.date == date else {
        Issue.record("day \(day) is \(text)")
        return
      }
    }
  }

  @Test(arguments: [
    "2026-11-23T22:38:13+01:00", "2026-11-23T16:08:13-05:30", "2026-11-23t21:38:13z",
    "2026-11-23T21:38:13.999999999Z", "2026-11-24T00:38:13.0+03:00",
  ])
  func offsetsAndFractionsAreRead(text: String) {
    #expect(Timestamp(parsing: text)?.text == "2026-11-23T21:38:13Z")
  }

  @Test func theFractionOfASecondIsDropped() {
    #expect(Timestamp(Date(timeIntervalSince1970: 0.9)).text == "1970-01-01T00:00:00Z")
    #expect(Timestamp(Date(timeIntervalSince1970: -0.1)).text == "1969-12-31T23:59:59Z")
  }

  @Test(arguments: [
    "", "2026", "2026-11-23", "2026-11-23T21:38:13", "2026-11-23 21:38:13Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-00T00:00:00Z",
    "2026-11-23T24:00:00Z", "2026-11-23T21:60:13Z", "2026-11-23T21:38:61Z",
    "2026-11-23T21:38:13.Z", "2026-11-23T21:38:13+1:00", "2026-11-23T21:38:13+24:00",
    "2026-11-23T21:38:13ZZ", "2026-11-23T21:38:13+01:00Z", "+026-11-23T21:38:13Z",
    "２026-11-23T21:38:13Z",
  ])
  func whatIsNoRFC3339TimeIsRefused(text: String) {
    #expect(Timestamp(parsing: text) == nil)
  }
}
