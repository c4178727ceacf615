import Testing

@testable import chancery

@Suite("How a client reads Retry-After")
struct RetryAfterPolicyTests {
  @Test(
    "Obeyed, halved or ignored",
    arguments: [
      (RetryAfterPolicy.obey, 8 as Int?, 8000 as Int?), (.half, 8, 4000), (.half, 1, 500),
      (.ignore, 8, nil), (.obey, nil, nil), (.half, nil, nil),
    ])
  func pause(policy: RetryAfterPolicy, toldSeconds: Int?, milliseconds: Int?) {
    let told = toldSeconds.map { Duration.seconds($0) }
    #expect(policy.pause(told: told) == milliseconds.map { .milliseconds($0) })
  }
}
