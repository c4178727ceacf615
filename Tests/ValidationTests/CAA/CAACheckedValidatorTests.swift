import AuthorityModel
import Conformance
import Testing
import Validation

@Suite("A validator that CAA records are held against")
struct CAACheckedValidatorTests {
  private let later = TestApplicants.start + .seconds(3)
  private let attempt = ChallengeAttempt(
    identifier: .dns("www.example.org"), isWildcard: true, account: TestApplicants.id(),
    token: "token", keyAuthorization: "token.thumbprint", startedAt: TestApplicants.start)

  private func conclusion(
    _ base: Authorization.Conclusion, _ checker: ScriptedCAAChecker
  ) async -> Authorization.Conclusion {
    let later = later
    return await CAACheckedValidator(
      ScriptedValidator(base), checker: checker, clock: WallClock { later }
    ).conclusion(on: attempt)
  }

  @Test("keeps the check with the proof, as of when it was made")
  func keeps() async {
    let checker = ScriptedCAAChecker()
    var expected = TestApplicants.record
    expected.caa = ScriptedCAAChecker.record(at: later)
    #expect(await conclusion(.valid(TestApplicants.record), checker) == .valid(expected))
    #expect(
      checker.questions == [.init(name: "www.example.org", isWildcard: true, method: .http01)])
  }

  @Test(
    "a proof is worth nothing where the records forbid, or can't be known",
    .holds("8659/3/checked"))
  func refuses() async {
    for kind in [Failure.Kind.caa, .dns] {
      let failure = Failure(kind, "No.")
      let checker = ScriptedCAAChecker(failing: ["www.example.org": failure])
      #expect(await conclusion(.valid(TestApplicants.record), checker) == .invalid(failure))
    }
  }

  @Test("asks nothing where control was not proved")
  func notProved() async {
    let checker = ScriptedCAAChecker()
    let failure = Failure(.connection, "Nobody answers.")
    #expect(await conclusion(.invalid(failure), checker) == .invalid(failure))
    #expect(checker.questions.isEmpty)
  }

  @Test("says so where no records were asked for")
  func exempt() async throws {
    let checker = ScriptedCAAChecker(exempt: ["www.example.org"])
    guard case .valid(let record) = await conclusion(.valid(TestApplicants.record), checker) else {
      Issue.record("the proof was not taken")
      return
    }
    #expect(record.caa == nil)
    #expect(record.observations.last?.contains("CAA records were not asked for") == true)
  }
}
