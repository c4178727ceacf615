import AuthorityModel
import Testing

@Suite("An account's share of the queue")
struct AccountShareTests {
  /// The places of jobs with these numbers, all of one account and all still queued.
  private func places(_ numbers: some Sequence<Int64>, within share: AccountShare) -> [Int64] {
    var lastPace: Int64?
    return numbers.map { number in
      let placement = share.placement(of: number, after: lastPace)
      lastPace = placement.pace
      return placement.place
    }
  }

  @Test("off: every job stands where it came")
  func off() {
    #expect(places(1...1000, within: .off) == Array(1...1000))
  }

  @Test("within its share an account stands where it came", arguments: [1, 3, 10, 34, 100])
  func within(percent: Int) {
    let share = AccountShare(percent: percent)
    let numbers = (0..<1000).map { 1 + Int64($0) * share.spacing }
    #expect(places(numbers, within: share) == numbers)
  }

  @Test("a burst of no more than its allowance stands where it came")
  func burst() {
    let share = AccountShare(percent: 10, burst: 32)
    #expect(places(1...33, within: share) == Array(1...33))
    // 10 × 34 ahead of its first number, less the 320 that it may be, is not yet behind.
    let places = places(1...200, within: share)
    #expect(places[35] == 36)
    #expect(places[36] == 41)
    #expect(places[199] == 1 + 199 * 10 - 320)
  }

  @Test("a flood is put behind by its excess, in its own order, and never without end")
  func flood() {
    let share = AccountShare(percent: 25, burst: 4)
    let numbers: [Int64] = (0..<500).map { 1 + $0 * 2 }
    let places = places(numbers, within: share)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    for (index, (number, place)) in zip(numbers, places).enumerated() {
      #expect(place == max(number, 1 + Int64(index) * 4 - 16))
    }
  }

  @Test("an account that has nothing queued starts anew")
  func noDebt() {
    let placement = AccountShare.standard.placement(of: 5000, after: nil)
    #expect(placement.place == 5000)
  }
}
