import AuthorityModel
import Issuance
import Testing

@Suite("The retry policy")
struct RetryPolicyTests {
  static let accepted = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)

  @Test(
    "doubles the delay up to the longest",
    arguments: [
      (0, 250), (1, 250), (2, 500), (3, 1000), (4, 2000), (5, 4000), (6, 8000), (7, 16_000),
      (8, 30_000), (9, 30_000), (17, 30_000), (64, 30_000), (Int.max, 30_000),
    ])
  func delay(attempts: Int, milliseconds: Int) {
    #expect(
      RetryPolicy().decision(
        afterAttempts: attempts, acceptedAt: Self.accepted, now: Self.accepted)
        == .again(after: .milliseconds(milliseconds)))
  }

  @Test(
    "gives up at the age of 24 hours, however few the attempts",
    arguments: [
      (Duration.zero, true), (.seconds(86_399), true), (.milliseconds(86_399_999), true),
      (.seconds(86_400), false), (.seconds(864_000), false),
      // A clock that was set back makes a job no older.
      (.seconds(-3600), true),
    ])
  func age(age: Duration, goesOn: Bool) {
    let decision = RetryPolicy().decision(
      afterAttempts: 1, acceptedAt: Self.accepted, now: Self.accepted + age)
    #expect(decision == (goesOn ? .again(after: .milliseconds(250)) : .giveUp))
  }
}
