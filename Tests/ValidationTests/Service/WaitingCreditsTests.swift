import AuthorityModel
import Testing

@testable import Validation

@Suite("What the answers of one order may wait in all")
struct WaitingCreditsTests {
  private var credits = WaitingCredits()
  private let ids: [AuthorizationID] = (0..<4).map { _ in TestApplicants.id() }

  @Test("is shared by them, and nobody else's concern")
  mutating func shared() {
    credits.open([ids[0], ids[1]], credit: .seconds(5))
    credits.open([ids[2], ids[3]], credit: .seconds(5))
    credits.spend(.seconds(2), for: ids[0])
    credits.spend(.seconds(2), for: ids[1])
    #expect(credits.credit(for: ids[0]) == .seconds(1))
    #expect(credits.credit(for: ids[1]) == .seconds(1))
    #expect(credits.credit(for: ids[2]) == .seconds(5))
    credits.spend(.seconds(2), for: ids[0])
    #expect(credits.credit(for: ids[1]) == .zero)
  }

  @Test("is without limit for an order of one name, and for those that aren't known")
  mutating func unlimited() {
    credits.open([ids[0]], credit: .seconds(5))
    credits.spend(.seconds(9), for: ids[0])
    #expect(credits.credit(for: ids[0]) == nil)
    #expect(credits.credit(for: ids[1]) == nil)
  }

  @Test("counts for the order that was opened last, where an authorization serves two")
  mutating func reused() {
    credits.open([ids[0], ids[1]], credit: .seconds(5))
    credits.spend(.seconds(5), for: ids[0])
    credits.open([ids[1], ids[2]], credit: .seconds(5))
    #expect(credits.credit(for: ids[0]) == .zero)
    #expect(credits.credit(for: ids[1]) == .seconds(5))
  }

  @Test("is forgotten with the oldest orders, so that memory is bounded")
  mutating func bounded() {
    credits.open([ids[0], ids[1]], credit: .seconds(5))
    for _ in 0..<(WaitingCredits.authorizationLimit / 100) {
      credits.open((0..<100).map { _ in TestApplicants.id() }, credit: .seconds(5))
    }
    #expect(credits.credit(for: ids[0]) == nil)
    credits.open([ids[2], ids[3]], credit: .seconds(5))
    #expect(credits.credit(for: ids[2]) == .seconds(5))
  }
}
