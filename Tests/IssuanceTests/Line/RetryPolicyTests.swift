import AuthorityModel
import Issuance
import Signing
import Testing

@Suite("The retry policy")
struct RetryPolicyTests {
  static let accepted = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)

  @Test(
    "doubles the pause up to the longest",
    arguments: [
      (0, 0), (1, 250), (2, 500), (3, 1000), (4, 2000), (5, 2000), (17, 2000), (64, 2000),
      (Int.max, 2000),
    ])
  func pause(failures: Int, milliseconds: Int) {
    #expect(RetryPolicy().pause(afterFailures: failures) == .milliseconds(milliseconds))
  }

  @Test("a parked token waits for its operator, so its pause is the long one")
  func parked() {
    let parked = SigningError.tokenParked(token: "a", reason: "wrong PIN")
    #expect(RetryPolicy().pause(afterFailures: 1, because: parked) == .seconds(10))
    #expect(RetryPolicy().pause(afterFailures: 0, because: parked) == .zero)
    let away = SigningError.tokenUnavailable(token: "a", reason: "lost")
    #expect(RetryPolicy().pause(afterFailures: 1, because: away) == .milliseconds(250))
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
