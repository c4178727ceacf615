import Cryptoki
import Testing

@testable import HSMSigning

@Suite("A PIN is sent only when nothing speaks against it (law 8)")
struct LoginVerdictTests {
  private func sends(
    _ flags: TokenFlags, _ record: LoginRecord? = nil, isOrdered: Bool = false
  ) -> Bool {
    LoginVerdict(flags: flags, record: record, revision: "new", isOrdered: isOrdered) == .send
  }

  @Test("Law 8: after a login without an answer, a token that counts a wrong PIN gets no other")
  func unanswered() {
    func verdict(_ flags: TokenFlags, isUnanswered: Bool) -> LoginVerdict {
      LoginVerdict(
        flags: flags, record: nil, revision: "new", isOrdered: false, isUnanswered: isUnanswered)
    }
    #expect(verdict(.userPINCountLow, isUnanswered: true) != .send)
    #expect(verdict([], isUnanswered: true) == .send)
    #expect(verdict(.userPINCountLow, isUnanswered: false) == .send)
  }

  private func record(_ state: LoginRecord.State, _ revision: String) -> LoginRecord {
    LoginRecord(state: state, reason: "it was wrong", pinRevision: revision)
  }

  @Test("a parked PIN is not sent again, another one is, and the operator's word goes before")
  func parked() {
    let same = LoginVerdict(
      flags: [], record: record(.parked, "new"), revision: "new", isOrdered: false)
    #expect(same == .park(reason: "it was wrong"))
    #expect(sends([], record(.parked, "old")))
    #expect(sends([], record(.parked, "new"), isOrdered: true))
  }

  @Test("the last try is the operator's alone, and a locked PIN is nobody's")
  func flags() {
    #expect(sends([]))
    #expect(sends(.userPINCountLow))
    #expect(!sends(.userPINFinalTry))
    #expect(sends(.userPINFinalTry, isOrdered: true))
    #expect(!sends(.userPINLocked, isOrdered: true))
  }

  @Test("a login that was cut short is tried again only while the token counts no wrong PIN")
  func cutShort() {
    #expect(sends([], record(.trying, "new")))
    #expect(!sends(.userPINCountLow, record(.trying, "new")))
    #expect(sends(.userPINCountLow, record(.trying, "old")))
  }
}

@Suite("The choice among tokens with the same key")
struct TokenChoiceTests {
  private func load(_ requests: Int, lanes: Int, milliseconds: Int?, usable: Bool = true)
    -> TokenLoad
  {
    TokenLoad(
      isUsable: usable, requests: requests, openLanes: lanes,
      serviceTime: milliseconds.map { .milliseconds($0) })
  }

  @Test("takes the one that will be done first")
  func fastest() {
    let loads = [
      load(7, lanes: 8, milliseconds: 6), load(8, lanes: 8, milliseconds: 2),
      load(0, lanes: 1, milliseconds: 3),
    ]
    #expect(Array(TokenChoice.order(loads)) == [1, 2, 0])
  }

  @Test("leaves out those that are away, and tries those of unknown speed first")
  func away() {
    let loads = [
      load(0, lanes: 8, milliseconds: 1, usable: false), load(3, lanes: 4, milliseconds: 1),
      load(0, lanes: 4, milliseconds: nil), load(0, lanes: 0, milliseconds: 1),
    ]
    #expect(Array(TokenChoice.order(loads)) == [2, 1])
    #expect(TokenChoice.order([loads[0]]).isEmpty)
  }
}
