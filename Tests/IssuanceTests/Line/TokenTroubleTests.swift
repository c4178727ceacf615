import AuthorityModel
import Signing
import Testing

@testable import Issuance

@Suite("Token trouble")
struct TokenTroubleTests {
  private static let start = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)
  private static let away = SigningError.tokenUnavailable(token: "a", reason: "no session")
  private static let parked = SigningError.tokenParked(token: "a", reason: "wrong PIN")

  private func failed(_ error: SigningError = away) -> TokenTrouble.Ending { .signerFailed(error) }

  @Test("jobs that fail side by side count as one try")
  func together() {
    var trouble = TokenTrouble()
    #expect(trouble.failuresAtNextTry() == 0)
    for _ in 0..<32 { _ = trouble.note(failed(), at: Self.start) }
    #expect(!trouble.isOver)
    #expect(trouble.failuresAtNextTry() == 1)
    // The try is still under way.
    #expect(trouble.failuresAtNextTry() == 1)
    _ = trouble.note(failed(), at: Self.start)
    #expect(trouble.failuresAtNextTry() == 2)
    #expect(trouble.error == Self.away)
  }

  @Test("one signature ends it")
  func over() {
    var trouble = TokenTrouble()
    _ = trouble.note(failed(), at: Self.start)
    #expect(!trouble.isOver)
    let end = Self.start + .seconds(3)
    #expect(trouble.note(.signed, at: end) == .recovered(tries: 1, since: Self.start))
    #expect(trouble.isOver)
    #expect(trouble.error == nil)
    #expect(trouble.failuresAtNextTry() == 0)
    #expect(trouble.note(.signed, at: end) == nil)
  }

  @Test("an hour of failures is told once, then once a minute")
  func quiet() {
    var trouble = TokenTrouble()
    var notices: [TokenTrouble.Notice] = []
    for second in 0..<3600 {
      for _ in 0..<4 {
        if let notice = trouble.note(failed(), at: Self.start + .seconds(second)) {
          notices.append(notice)
        }
      }
    }
    #expect(notices.count == 60)
    #expect(notices.first == .failing(Self.away))
    #expect(notices[1] == .stillFailing(Self.away, tries: 241, since: Self.start))
  }

  @Test("a failure of another kind is told at once, other numbers in it are not")
  func another() {
    var trouble = TokenTrouble()
    _ = trouble.note(failed(.busy(queued: 1, capacity: 1024)), at: Self.start)
    #expect(trouble.note(failed(.busy(queued: 9, capacity: 1024)), at: Self.start) == nil)
    #expect(trouble.note(failed(Self.parked), at: Self.start) == .failing(Self.parked))
    #expect(trouble.note(failed(Self.parked), at: Self.start) == nil)
  }
}
