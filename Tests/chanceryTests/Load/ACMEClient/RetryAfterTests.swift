import AuthorityModel
import Testing

@testable import chancery

@Suite("Retry-After")
struct RetryAfterTests {
  // Sun, 06 Nov 1994 08:49:37 GMT
  private let now = Timestamp(millisecondsSinceEpoch: 784_111_777_000)

  @Test(
    "Seconds and dates become durations",
    arguments: [
      ("0", Duration.zero),
      ("3", .seconds(3)),
      (" 120 ", .seconds(120)),
      ("99999999999999999999999", .seconds(31_536_000)),
      ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)),
      ("Sun, 06 Nov 1994 08:49:37 GMT", .zero),
      ("Sat, 05 Nov 1994 08:49:37 GMT", .zero),
    ])
  func understood(text: String, duration: Duration) {
    #expect(RetryAfter.duration(of: text, now: now) == duration)
  }

  @Test(
    "Anything else says nothing",
    arguments: [
      "", " ", "-1", "1.5", "soon", "٣", "Sun, 06 Nov 1994 08:49:37 CET",
      "Sun, 06 Foo 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
    ])
  func notUnderstood(text: String) {
    #expect(RetryAfter.duration(of: text, now: now) == nil)
  }
}
