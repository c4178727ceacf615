import AuthorityModel
import Issuance
import Testing

@Suite("The retry policy")
struct RetryPolicyTests {
  static let accepted = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)

  @Test(
    "doubles the pause up to the longest",
    arguments: [
      (0, 0), (1, 250), (2, 500), (3, 1000), (4, 2000), (5, 4000), (6, 8000), (7, 10_000),
      (17, 10_000), (64, 10_000), (Int.max, 10_000),
    ])
  func pause(failures: Int, milliseconds: Int) {
    #expect(RetryPolicy().pause(afterFailures: failures) == .milliseconds(milliseconds))
  }

  @Test(
    "gives up at the age of 24 hours",
    arguments: [
      (Duration.zero, true), (.seconds(86_399), true), (.milliseconds(86_399_999), true),
      (.seconds(86_400), false), (.seconds(864_000), false),
      // A clock that was set back makes a job no older.
      (.seconds(-3600), true),
    ])
  func age(age: Duration, goesOn: Bool) {
    #expect(
      RetryPolicy().mayTryAgain(acceptedAt: Self.accepted, now: Self.accepted + age) == goesOn)
  }
}
