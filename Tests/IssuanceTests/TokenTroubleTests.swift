import Testing

@testable import Issuance

@Suite("Token trouble")
struct TokenTroubleTests {
  @Test("jobs that fail side by side count as one try")
  func together() {
    var trouble = TokenTrouble()
    #expect(trouble.failuresAtNextTry() == 0)
    for _ in 0..<32 { trouble.note(.tokenFailed) }
    #expect(!trouble.isOver)
    #expect(trouble.failuresAtNextTry() == 1)
    // The try is still under way.
    #expect(trouble.failuresAtNextTry() == 1)
    trouble.note(.tokenFailed)
    #expect(trouble.failuresAtNextTry() == 2)
  }

  @Test("one signature ends it, and what stopped elsewhere says nothing")
  func over() {
    var trouble = TokenTrouble()
    trouble.note(.tokenFailed)
    trouble.note(.stopped)
    #expect(!trouble.isOver)
    trouble.note(.signed)
    #expect(trouble.isOver)
    #expect(trouble.failuresAtNextTry() == 0)
  }
}
