import ACMEProtocol
import AuthorityModel
import Conformance
import Crypto
import Registration
import Storage
import Testing
import X509

/// Over HTTP, with a signer and a time that the test controls.
@Suite("Laws 4 to 6: a queue that is told the truth about", .timeLimit(.minutes(1)))
struct AdmissionTests {
  /// Ten certificates a second, a minute at the most, answers at once, nothing is signed.
  private static func heldLine(longestWait: Duration = .seconds(60), capacity: Int = 10_000)
    -> TestLine
  {
    var line = TestLine(jobsPerSecond: 10)
    line.admission = AdmissionTerms(longestWait: longestWait, capacity: capacity)
    line.finalizeWait = .milliseconds(1)
    line.gate.close()
    return line
  }

  /// Jobs of others, as if they had been accepted before the database's first.
  private static func fill(_ line: TestLine, with count: Int64) {
    for number in (1 - count)...0 {
      line.forecaster.jobQueued(
        TestAuthority.id(), of: TestAuthority.id(),
        at: QueuePosition(number: number, queueClass: .normal, place: number))
    }
  }

  private static func retryAfter(of answer: Answer) -> Int? {
    answer["Retry-After"].flatMap { Int($0) }
  }

  private static func csr(for names: [String]) throws -> String {
    Applicant.finalize(
      try SigningRequest(names: names).derBytes(
        signedBy: Certificate.PrivateKey(P256.Signing.PrivateKey())))
  }

  @Test(
    "Law 5: finalize is refused before it is accepted when the wait would be too long, and the order stays ready",
    .holds("8555/6.6/rate-limited", "8555/6.6/retry-after"))
  func refusedFinalize() async throws {
    let line = Self.heldLine()
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["a.example"])
      // 700 orders at ten a second are ten seconds more than a minute.
      Self.fill(line, with: 700)
      let body = try Self.csr(for: ["a.example"])
      let answer = try await applicant.post(body, at: order.resource.finalize)
      #expect(answer.status == 503)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .rateLimited)
      let detail = try #require(problem.detail)
      #expect(detail.contains("700 orders wait"), "\(detail)")
      #expect(detail.contains("10 are issued in a second"), "\(detail)")
      let retryAfter = try #require(Self.retryAfter(of: answer))
      #expect((10...12).contains(retryAfter), "\(retryAfter)")
      #expect(try await applicant.post(at: order.url).resource(OrderResource.self).status == .ready)
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "jobs") == 0)
    }
  }

  @Test("Law 5: those who are refused are asked back one after another, as fast as there is room")
  func spreadReturns() async throws {
    let line = Self.heldLine()
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      Self.fill(line, with: 700)
      var told: [Int] = []
      for number in 0..<40 {
        let answer = try await applicant.post(
          Applicant.newOrder(["n\(number).example"]), to: "/acme/new-order")
        #expect(answer.status == 503)
        told.append(try #require(Self.retryAfter(of: answer)))
      }
      // newOrder has room again after 22 s, and from then on for one each tenth of a second.
      #expect(told.allSatisfy { (22...30).contains($0) }, "\(told)")
      #expect(Set(told).count >= 4, "\(told)")
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "orders") == 0)
    }
  }

  @Test(
    "Law 5: newOrder is refused sooner than finalize, so that it promises nothing that isn't kept")
  func promise() async throws {
    let line = Self.heldLine()
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["a.example"])
      Self.fill(line, with: 500)
      let refused = try await applicant.post(
        Applicant.newOrder(["b.example"]), to: "/acme/new-order")
      #expect(refused.status == 503)
      let finalized = try await applicant.post(
        try Self.csr(for: ["a.example"]), at: order.resource.finalize)
      #expect(finalized.status == 200)
      #expect(try finalized.resource(OrderResource.self).status == .processing)
      line.gate.open()
    }
  }

  @Test("Law 5: the queue holds no more jobs than it may, however fast it drains")
  func capacity() async throws {
    let line = Self.heldLine(capacity: 100)
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["a.example"])
      Self.fill(line, with: 100)
      let answer = try await applicant.post(
        try Self.csr(for: ["a.example"]), at: order.resource.finalize)
      #expect(answer.status == 503)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.detail?.contains("at most 100") == true)
    }
  }

  @Test("Law 5: orders that nobody finalizes shut nobody out")
  func openOrders() async throws {
    let line = Self.heldLine(capacity: 100)
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let idler = try await Applicant(registeredWith: client)
      for number in 0..<300 {
        _ = try await idler.placedOrder(for: ["n\(number).example"])
      }
      let other = try await Applicant(registeredWith: client)
      let order = try await other.decidedOrder(for: ["a.example"])
      let answer = try await other.post(
        try Self.csr(for: ["a.example"]), at: order.resource.finalize)
      #expect(answer.status == 200)
      line.gate.open()
    }
  }

  @Test(
    "Law 6: an order whose end can't come in time is answered processing at once, with the time it takes"
  )
  func answeredAtOnce() async throws {
    var line = Self.heldLine()
    // Whoever waited for this would run into the suite's time limit.
    line.finalizeWait = .seconds(3600)
    line.admission = AdmissionTerms(longestWait: .seconds(86_400), capacity: 1_000_000)
    let authority = try await TestAuthority(line: line)
    try await authority.serve { [line] client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["a.example"])
      Self.fill(line, with: 50_000)
      let answer = try await applicant.post(
        try Self.csr(for: ["a.example"]), at: order.resource.finalize)
      #expect(answer.status == 200)
      #expect(try answer.resource(OrderResource.self).status == .processing)
      // 5,000 s at ten a second; nobody is asked to wait for longer than an hour.
      #expect(Self.retryAfter(of: answer) == 3600)
      line.gate.open()
    }
  }

  @Test("Law 6: finalize that waits is woken by its own job's end")
  func woken() async throws {
    var line = TestLine()
    line.finalizeWait = .seconds(3600)
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let order = try await Applicant(registeredWith: client).fulfilledOrder(for: ["a.example"])
      #expect(order.resource.status == .valid)
    }
    #expect(line.forecaster.jobCount == 0)
  }

  @Test("Law 6: each poll says how long it still takes, and in an outage what is useful")
  func polls() async throws {
    let line = Self.heldLine(longestWait: .seconds(600))
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["a.example"])
      Self.fill(line, with: 300)
      _ = try await applicant.post(
        try Self.csr(for: ["a.example"]), at: order.resource.finalize)
      let soon = try await applicant.post(at: order.url)
      let told = try #require(Self.retryAfter(of: soon))
      #expect((31...34).contains(told), "\(told)")
      for (minutes, told) in [(1, 60...66), (5, 300...330), (600, 300...330)] {
        line.time.advance(by: .seconds(60 * minutes))
        let answer = try await applicant.post(at: order.url)
        let seconds = try #require(Self.retryAfter(of: answer))
        #expect(told.contains(seconds), "\(minutes) min: \(seconds)")
      }
      // With nothing signed for so long, nothing more is taken on.
      let refused = try await applicant.post(
        Applicant.newOrder(["b.example"]), to: "/acme/new-order")
      #expect(refused.status == 503)
      let problem: ProblemDocument = try refused.resource()
      #expect(problem.detail?.contains("has not been able to sign") == true, "\(problem)")
      // But one now and then is, lest the door stays shut when the HSM is back: each ten seconds.
      for (seconds, status) in [(9, 503), (1, 201), (9, 503), (1, 201)] {
        line.time.advance(by: .seconds(seconds))
        let answer = try await applicant.post(
          Applicant.newOrder(["c.example"]), to: "/acme/new-order")
        #expect(answer.status == status)
      }
      line.gate.open()
    }
  }
}
