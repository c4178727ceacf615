import Testing

@testable import chancery

@Suite("Backoff")
struct BackoffTests {
  @Test("Pauses begin at 20 ms and grow by half, up to a second")
  func growth() {
    var backoff = Backoff()
    let pauses = (0..<14).map { _ in backoff.nextPause() }
    #expect(pauses[0...2] == [.milliseconds(20), .milliseconds(30), .milliseconds(45)])
    #expect(pauses == pauses.sorted())
    #expect(pauses.suffix(3) == [.seconds(1), .seconds(1), .seconds(1)])
  }

  @Test("Retry-After takes precedence, however long, and does not lengthen later pauses")
  func retryAfter() {
    var backoff = Backoff()
    #expect(backoff.nextPause(retryAfter: .seconds(3)) == .seconds(3))
    #expect(backoff.nextPause(retryAfter: .zero) == .milliseconds(20))
    #expect(backoff.nextPause(retryAfter: .seconds(3600)) == .seconds(3600))
    #expect(backoff.nextPause() == .milliseconds(20))
  }
}
