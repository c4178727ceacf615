import Conformance
import Testing
import Validation

struct HTTPChallengeValidatorTests {
  let v6 = IPAddress(v6: 0x2606_4700 << 96 | 1)
  let v4 = IPAddress(v4: 0x0101_0101)
  let answer = "token.thumbprint"

  private func outcome(
    _ addresses: Result<[IPAddress], ResolutionError>,
    _ fetcher: StubFetcher, policy: AddressPolicy = AddressPolicy(), port: Int = 80
  ) async -> ValidationOutcome {
    let validator = HTTPChallengeValidator(
      resolver: StubResolver(result: addresses), fetcher: fetcher, policy: policy,
      ports: ValidationPorts(http: port))
    return await validator.validate(
      host: "www.example.test", token: "token", keyAuthorization: answer)
  }

  private func failure(_ outcome: ValidationOutcome) throws -> ValidationFailure {
    guard case .invalid(let failure) = outcome else {
      throw ValidationFailure(.serverInternal, "the challenge was found valid")
    }
    return failure
  }

  private func response(_ status: Int = 200, _ body: String) -> Result<FetchedResponse, FetchError>
  {
    .success(FetchedResponse(status: status, body: Array(body.utf8)))
  }

  @Test func `accepts the key authorization and says where it lay`() async {
    let fetcher = StubFetcher([v4: response(200, answer)])
    let outcome = await outcome(.success([v4]), fetcher, port: 5002)
    let target = HTTPTarget(challengeOf: "www.example.test", token: "token", port: 5002)
    #expect("\(target)" == "http://www.example.test:5002/.well-known/acme-challenge/token")
    let response = FetchedResponse(status: 200, body: Array(answer.utf8))
    #expect(
      outcome
        == .valid(
          ValidationEvidence(hops: [
            HTTPHop(target: target, resolvedAddresses: [v4], address: v4, response: response)
          ])))
    #expect(fetcher.requests == [StubFetcher.Request(target: target, address: v4)])
  }

  @Test(.holds("8555/8.3/trailing-whitespace"), arguments: ["", "\n", "\r\n", " \t\r\n\n"])
  func `ignores whitespace at the end`(end: String) async {
    let outcome = await outcome(
      .success([v4]), StubFetcher([v4: response(200, answer + end)]))
    #expect(outcome != .invalid(ValidationFailure(.incorrectResponse, "")))
    guard case .valid = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test(arguments: [
    "", " token.thumbprint", "token.thumbprint x", "token", "TOKEN.thumbprint",
    "token.thumbprint\0", "\u{feff}token.thumbprint", "token.thumbprint\u{a0}",
  ])
  func `refuses any other body`(body: String) async throws {
    let failure = try failure(
      await outcome(.success([v4]), StubFetcher([v4: response(200, body)])))
    #expect(failure.kind == .incorrectResponse)
    #expect(failure.detail.contains("1.1.1.1 port 80: the answer is \""))
  }

  @Test func `shows only printable characters of the answer, and not all`() async throws {
    let failure = try failure(
      await outcome(
        .success([v4]),
        StubFetcher([v4: response(200, "\u{1b}[31mé" + String(repeating: "x", count: 10_000))])))
    #expect(failure.detail.contains("\"?[31m??xxx"))
    #expect(failure.detail.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    #expect(failure.detail.utf8.count < 500)
  }

  @Test func `refuses the right body under another status`() async throws {
    let failure = try failure(
      await outcome(.success([v4]), StubFetcher([v4: response(404, answer)])))
    #expect(failure.kind == .incorrectResponse)
    #expect(failure.detail.contains("status 404 instead of 200"))
  }

  @Test(.holds("8555/8.3/port-80")) func `begins at port 80`() async {
    let fetcher = StubFetcher([v4: response(200, answer)])
    let validator = HTTPChallengeValidator(
      resolver: StubResolver(result: .success([v4])), fetcher: fetcher)
    _ = await validator.validate(host: "www.example.test", token: "t", keyAuthorization: answer)
    #expect(fetcher.requests.map(\.target.port) == [80])
  }

  @Test func `tries IPv6 first, then IPv4 when no connection comes about`() async throws {
    let fetcher = StubFetcher([
      v6: .failure(FetchError(.notConnected, "not connected: connection refused")),
      v4: response(200, answer),
    ])
    let outcome = await outcome(.success([v4, v6]), fetcher)
    guard case .valid(let evidence) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let hop = try #require(evidence.hops.last)
    #expect(evidence.hops.count == 1)
    #expect(hop.address == v4)
    #expect(hop.unreachable.map(\.address) == [v6])
    #expect(
      evidence.observations == [
        "www.example.test has the addresses 1.1.1.1, 2606:4700::1.",
        "2606:4700::1 port 80 was not connected: connection refused.",
        "http://www.example.test/.well-known/acme-challenge/token at 1.1.1.1 port 80 showed the "
          + "key authorization.",
      ])
    #expect(fetcher.requests.map(\.address) == [v6, v4])
  }

  @Test func `does not try IPv4 after a wrong answer over IPv6`() async throws {
    let fetcher = StubFetcher([v6: response(200, "wrong"), v4: response(200, answer)])
    let failure = try failure(await outcome(.success([v6, v4]), fetcher))
    #expect(failure.kind == .incorrectResponse)
    #expect(fetcher.requests.map(\.address) == [v6])
  }

  @Test func `names both addresses when neither can be connected to`() async throws {
    let refused = FetchError(.notConnected, "not connected: connection refused")
    let fetcher = StubFetcher([v6: .failure(refused), v4: .failure(refused)])
    let failure = try failure(await outcome(.success([v6, v4]), fetcher))
    #expect(failure.kind == .connection)
    #expect(failure.detail.contains("2606:4700::1 port 80: not connected: connection refused"))
    #expect(failure.detail.contains("1.1.1.1 port 80: not connected: connection refused"))
  }

  @Test func `law 12, never asks an address that is not public`() async throws {
    let inside = IPAddress(v4: 0x7f00_0001)
    let fetcher = StubFetcher([inside: response(200, answer), v4: response(200, answer)])
    let failure = try failure(await outcome(.success([inside]), fetcher))
    #expect(failure.kind == .connection)
    #expect(failure.detail.contains("127.0.0.1 is not public: loopback (127.0.0.0/8"))
    _ = await outcome(.success([inside, v4]), fetcher)
    #expect(fetcher.requests.map(\.address) == [v4])

    let policy = AddressPolicy(allowedRanges: [try AddressRange("127.0.0.0/8")])
    let allowed = await outcome(.success([inside]), fetcher, policy: policy)
    guard case .valid = allowed else {
      Issue.record("\(allowed)")
      return
    }
  }

  @Test(arguments: [
    (ResolutionError.Code.nonexistentName, ValidationFailure.Kind.dns), (.noAddress, .dns),
    (.serverFailure(rcode: 2), .dns), (.bogus, .dns), (.timedOut, .dns),
    (.resolverFault, .serverInternal),
  ])
  func `tells the applicant's DNS from our resolver`(
    code: ResolutionError.Code, kind: ValidationFailure.Kind
  ) async throws {
    let error = ResolutionError(code, "looking up A of www.example.test: what happened")
    let failure = try failure(await outcome(.failure(error), StubFetcher([:])))
    #expect(failure == ValidationFailure(kind, error.context))
  }

  @Test(arguments: [
    (FetchError.Code.timedOut, ValidationFailure.Kind.connection), (.closedEarly, .connection),
    (.tooLarge, .incorrectResponse), (.malformedResponse, .incorrectResponse),
    (.tlsFailure, .tls), (.fetcherFault, .serverInternal),
  ])
  func `does not try again once connected`(
    code: FetchError.Code, kind: ValidationFailure.Kind
  ) async throws {
    let fetcher = StubFetcher([v6: .failure(FetchError(code, "it")), v4: response(200, answer)])
    let failure = try failure(await outcome(.success([v6, v4]), fetcher))
    #expect(failure.kind == kind)
    #expect(fetcher.requests.count == 1)
  }

  @Test func `ends when its time is over, and says what it waited for`() async throws {
    let validator = HTTPChallengeValidator(
      resolver: StubResolver(result: .success([v4])), fetcher: SilentFetcher(),
      limit: TimeLimit(.seconds(10), clock: HastyClock()))
    let failure = try failure(
      await validator.validate(host: "www.example.test", token: "t", keyAuthorization: "t.k"))
    #expect(failure.kind == .connection)
    #expect(failure.detail.contains("1.1.1.1 port 80: no complete response"))
    #expect(failure.detail.hasSuffix("(time limit: 10.0 seconds)"))
  }

  @Test func `blames nobody when it is cancelled from outside`() async throws {
    let validator = HTTPChallengeValidator(
      resolver: StubResolver(result: .success([v4])), fetcher: SilentFetcher())
    let task = Task {
      await validator.validate(host: "www.example.test", token: "t", keyAuthorization: "t.k")
    }
    task.cancel()
    #expect(try failure(await task.value).kind == .serverInternal)
  }
}
