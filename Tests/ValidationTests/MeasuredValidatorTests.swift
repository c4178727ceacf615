import AuthorityModel
import Telemetry
import Testing
import Validation

@Suite("A validator whose attempts are counted and timed")
struct MeasuredValidatorTests {
  private let registry = MetricRegistry()
  private let attempt = ChallengeAttempt(
    identifier: .dns("www.example.org"), isWildcard: false, account: TestApplicants.id(),
    token: "token", keyAuthorization: "token.thumbprint", startedAt: TestApplicants.start)

  private func conclude(_ conclusion: Authorization.Conclusion) async -> Authorization.Conclusion {
    await MeasuredValidator(
      ScriptedValidator(conclusion),
      by: ValidationMetrics(challenge: "http-01", factory: registry)
    ).conclusion(on: attempt)
  }

  private func count(of outcome: String) -> MetricReading.Value? {
    registry.readings.first { $0.labelValues == ["http-01", outcome] }?.value
  }

  @Test("passes the conclusion on as it is, and counts it by its outcome")
  func counts() async throws {
    let failure = Failure(.connection, "Nobody answers at http://what.a/client?wrote.")
    #expect(await conclude(.valid(TestApplicants.record)) == .valid(TestApplicants.record))
    #expect(await conclude(.invalid(failure)) == .invalid(failure))
    #expect(await conclude(.invalid(failure)) == .invalid(failure))
    #expect(count(of: "valid") == .number(1))
    #expect(count(of: "connection") == .number(2))
    let time = try #require(registry.readings.first { $0.metric == .validationSeconds })
    guard case .histogram(let times) = time.value else {
      Issue.record("no histogram")
      return
    }
    #expect(times.count == 3)
    #expect(!registry.readings.contains { $0.labelValues.joined().contains("client") })
  }

  @Test("one that a shutdown cut short is no outcome")
  func cutShort() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await conclude(.invalid(Failure(.connection, "Cancelled.")))
    }
    _ = await task.value
    #expect(count(of: "connection") == nil)
    #expect(count(of: "valid") == .number(0))
  }
}
