import AuthorityModel
import Foundation
import Testing

struct TimestampTests {
  @Test func `sums and differences are exact to the millisecond`() {
    let later = Samples.now + .seconds(90 * 86400) + .milliseconds(1)
    #expect(later - Samples.now == .milliseconds(7_776_000_001))
    #expect(Samples.now - later == .milliseconds(-7_776_000_001))
    #expect(Samples.now < later)
    #expect(Samples.now + .microseconds(999) == Samples.now)
  }

  @Test func `a date keeps its milliseconds and loses what is finer`() {
    let date = Date(timeIntervalSince1970: 1_800_000_000.9996)
    #expect(Timestamp(date).millisecondsSinceEpoch == 1_800_000_000_999)
    #expect(Timestamp(Samples.now.date) == Samples.now)
  }
}
