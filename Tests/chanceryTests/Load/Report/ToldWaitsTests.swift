import Testing

@testable import chancery

@Suite("Waits that were told")
struct ToldWaitsTests {
  @Test("Within a fifth is honest; to come back at once is no promise")
  func shares() {
    let waits = ToldWaits([
      .init(told: .seconds(10), actual: .seconds(9)),
      .init(told: .seconds(10), actual: .seconds(12)),
      .init(told: .seconds(10), actual: .milliseconds(12_100)),
      .init(told: .seconds(10), actual: .milliseconds(7900)),
      .init(told: .zero, actual: .seconds(3)),
    ])
    #expect(waits.count == 4)
    #expect(waits.shareWithinFifth == 0.5)
    #expect([waits.p10, waits.p50, waits.p90] == [0.79, 0.9, 1.21])
    #expect(waits.waits.first == .init(told: 10, actual: 9))
  }

  @Test("Where none was told there is no share, and of many some are shown")
  func bounds() {
    #expect(ToldWaits([]).shareWithinFifth == nil)
    let many = (0..<5000).map { _ in ToldWait(told: .seconds(1), actual: .seconds(1)) }
    #expect(ToldWaits(many).count == 5000)
    #expect(ToldWaits(many).waits.count == 1667)
  }
}
