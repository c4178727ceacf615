import CapacityModel
import Testing

@Suite("What a change buys")
struct ChangeTests {
  private func rate(_ change: Change, _ plan: CapacityPlan = Samples.plan) -> Double? {
    change.applied(to: plan)?.capacity.certificatesPerSecond
  }

  @Test("Each change is the plan with one thing changed")
  func changes() {
    #expect(rate(.anotherToken) == 660)
    #expect(rate(.lanes(2)) == 660)
    #expect(rate(.lanes(8)) == 800)
    #expect(rate(.transparency(true)) == 165)
    #expect(rate(.key(named: "P-256", Samples.speed([(1, 500)]))) == 500)
    #expect(rate(.twiceTheCores) == 330)
  }

  @Test("What changes nothing is no change")
  func nothing() {
    #expect(rate(.transparency(false)) == nil)
    #expect(rate(.statusResponses(.off)) == nil)
    #expect(rate(.lanes(1)) == nil)
    let software = Samples.plan { $0.signing = .software(millisecondsPerSignature: 0.1) }
    #expect(rate(.anotherToken, software) == nil)
  }

  @Test("More lanes are proposed only where they were measured to give more")
  func proposals() {
    let all = Prospect.all(for: Samples.plan).map(\.change)
    #expect(all.contains(.lanes(8)))
    #expect(
      !Prospect.all(for: Samples.plan { $0.tokens { $0.lanes = 8 } }).map(\.change)
        .contains(.lanes(8)))
  }

  @Test("A gain says how much more there is, and what limits then")
  func gains() {
    let prospects = Prospect.all(for: Samples.plan)
    let token = prospects.first { $0.change == .anotherToken }
    #expect(token?.gain == 1)
    #expect(token?.capacity.limiting == .hsm)
    let lanes = prospects.first { $0.change == .lanes(8) }
    #expect(lanes?.capacity.limiting == .processor)
    #expect(prospects.first { $0.change == .transparency(true) }?.gain == -0.5)
  }
}
