import AuthorityModel
import Conformance
import Registration
import Testing

@Suite("The window that is suggested for a renewal")
struct RenewalWindowTests {
  @Test(
    "begins after two thirds of the lifetime, and is a twelfth of it wide",
    .holds("9773/4.2/end-after-start"),
    arguments: [
      // Ninety days, six days, a day, an hour.
      (90 * 86_400_000, 60 * 86_400, 648_000), (6 * 86_400_000, 4 * 86_400, 43_200),
      (86_400_000, 57_600, 7200), (3_600_000, 2400, 300),
      // As certificates say it: their last second is a part of their lifetime, and not the next one's.
      (90 * 86_400_000 - 1000, 60 * 86_400 - 1, 647_999),
      (13_500, 9, 1), (1000, 0, 1), (0, 0, 1), (-1000, 0, 1),
    ] as [(Int, Int, Int)])
  func ofLifetime(inMilliseconds lifetime: Int, startInSeconds start: Int, width: Int) {
    let notBefore = TestRegistry.start
    let window = RenewalWindow(
      validFrom: notBefore, through: notBefore + .milliseconds(lifetime))
    #expect(window.start - notBefore == .seconds(start))
    #expect(window.end - window.start == .seconds(width))
  }

  @Test("is told in whole seconds, and stays a window", arguments: [1, 999, 1000, 1001, 2500, -1])
  func wholeSeconds(milliseconds: Int64) {
    let notBefore = Timestamp(millisecondsSinceEpoch: milliseconds)
    for lifetime in [0, 1, 999, 1000, 12_345, 86_400_123] {
      let window = RenewalWindow(
        validFrom: notBefore, through: notBefore + .milliseconds(lifetime))
      #expect(window.start.millisecondsSinceEpoch.isMultiple(of: 1000))
      #expect(window.end.millisecondsSinceEpoch.isMultiple(of: 1000))
      #expect(window.start < window.end)
    }
  }

  @Test("across a leap day is as wide as elsewhere")
  func leapDay() {
    // From 2028-01-01 on, sixty days reach the first of March.
    let notBefore = Timestamp(millisecondsSinceEpoch: 1_830_297_600_000)
    let window = RenewalWindow(validFrom: notBefore, through: notBefore + .seconds(90 * 86_400))
    #expect(window.start == Timestamp(millisecondsSinceEpoch: 1_835_481_600_000))
    #expect(window.end == window.start + .seconds(648_000))
  }

  @Test("of what must be replaced at once had been over for a day when that came up")
  func over() {
    let window = RenewalWindow(overSince: TestRegistry.start)
    #expect(window.end == TestRegistry.start + .seconds(-86_400))
    #expect(window.start < window.end)
  }

  @Test(
    "is to be asked for again four times a day, and more often where a lifetime is short",
    arguments: [
      (90 * 86_400, 21_600), (6 * 86_400, 21_600), (86_400, 3600), (3600, 150), (60, 60), (0, 60),
    ] as [(Int, Int)])
  func pause(lifetimeInSeconds lifetime: Int, pauseInSeconds pause: Int) {
    #expect(RenewalAdvice.pause(ofLifetime: .seconds(lifetime)) == .seconds(pause))
  }
}
