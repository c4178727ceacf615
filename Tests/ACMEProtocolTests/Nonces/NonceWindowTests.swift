import ACMEProtocol
import Testing

@Suite struct NonceWindowTests {
  @Test func aNumberIsRedeemedOnce() {
    var window = NonceWindow(startingAfter: 41, capacity: 64)
    let number = window.issue()
    #expect(number == 42)
    #expect(redeem([number, number], in: &window) == [true, false])
  }

  @Test func numbersThatWereNotIssuedAreUnknown() {
    var window = NonceWindow(startingAfter: 100, capacity: 64)
    let number = window.issue()
    let strangers = [number - 1, number + 1, number + 64, number &- 64, 0, .max]
    #expect(!redeem(strangers, in: &window).contains(true))
    #expect(redeem([number], in: &window) == [true])
  }

  @Test func anotherNumberOfTheSameSlotIsUnknown() {
    var window = NonceWindow(startingAfter: 0, capacity: 64)
    let number = window.issue()
    #expect(redeem([number + 64, number], in: &window) == [false, true])
  }

  @Test func whatFallsOutOfTheWindowExpires() {
    var window = NonceWindow(startingAfter: 0, capacity: 64)
    let numbers = issue(65, from: &window)
    #expect(redeem(numbers, in: &window) == [false] + [Bool](repeating: true, count: 64))
  }

  @Test func theCounterMayWrap() {
    var window = NonceWindow(startingAfter: .max - 1, capacity: 64)
    let numbers = issue(64, from: &window)
    #expect(numbers.prefix(3) == [.max, 0, 1])
    #expect(redeem(numbers, in: &window) == [Bool](repeating: true, count: 64))
    #expect(redeem(numbers, in: &window) == [Bool](repeating: false, count: 64))
  }

  @Test(arguments: [(-1, 64), (0, 64), (65, 128), (1000, 1024)])
  func capacityIsRoundedUpToAPowerOfTwo(asked: Int, given: Int) {
    var window = NonceWindow(startingAfter: 0, capacity: asked)
    let numbers = issue(given + 1, from: &window)
    #expect(redeem(Array(numbers.prefix(2)), in: &window) == [false, true])
  }

  private func issue(_ count: Int, from window: inout NonceWindow) -> [UInt64] {
    (0..<count).map { _ in window.issue() }
  }

  private func redeem(_ numbers: [UInt64], in window: inout NonceWindow) -> [Bool] {
    numbers.map { window.redeem($0) }
  }
}
