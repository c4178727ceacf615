import Testing
import Validation
import ValidationTransport

/// Whole validations over real sockets, from redirect to redirect.
struct RedirectedFetchingTests {
  private static let key = "token.thumbprint"
  private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n\(key)"

  private func validator(
    _ hosts: [String: [String]], http: Int, https: Int
  ) throws -> HTTPChallengeValidator<StaticHostResolver<SuccessiveAnswers>, NIOChallengeFetcher> {
    var names = StaticHosts()
    for (name, addresses) in hosts { try names.add(name, addresses.map { try IPAddress($0) }) }
    return HTTPChallengeValidator(
      resolver: StaticHostResolver(hosts: names, upstream: try SuccessiveAnswers([:])),
      fetcher: try NIOChallengeFetcher(),
      policy: AddressPolicy(allowedRanges: [
        try AddressRange("127.0.0.0/8"), try AddressRange("::1/128"),
      ]),
      ports: ValidationPorts(http: http, https: https))
  }

  private func outcome(
    _ hosts: [String: [String]], http: Int, https: Int = 443
  ) async throws -> ValidationOutcome {
    try await validator(hosts, http: http, https: https)
      .validate(host: "www.example.test", token: "token", keyAuthorization: Self.key)
  }

  @Test func `follows to https, with the name of the new host and no cookies`() async throws {
    let redirect =
      "HTTP/1.1 301 Moved\r\nLocation: https://other.example.test/x#y\r\n"
      + "Set-Cookie: a=b; Domain=example.test\r\n\r\n"
    try await ScriptedHost.running(.answer(Self.answer), tls: TestTLS()) { target in
      try await ScriptedHost.running(.answer(redirect)) { start in
        let outcome = try await outcome(
          ["*.example.test": ["127.0.0.1"]], http: start.port, https: target.port)
        guard case .valid(let evidence) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(evidence.hops.map(\.response.status) == [301, 200])
        #expect(target.serverName == "other.example.test")
        let lines = target.request.split(separator: "\r\n")
        #expect(lines.first == "GET /x HTTP/1.1")
        #expect(lines.contains("Host: other.example.test:\(target.port)"))
        #expect(!lines.contains { $0.lowercased().hasPrefix("cookie") })
        #expect(lines.count == 6)
      }
    }
  }

  /// RFC 8305 without its race: nobody listens at ::1, so 127.0.0.1 is asked.
  @Test func `falls back to IPv4 when nobody listens over IPv6`() async throws {
    try await ScriptedHost.running(.answer(Self.answer)) { host in
      let outcome = try await outcome(
        ["www.example.test": ["::1", "127.0.0.1"]], http: host.port)
      guard case .valid(let evidence) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(evidence.hops.first?.address == (try IPAddress("127.0.0.1")))
      #expect(evidence.hops.first?.unreachable.map(\.address) == [try IPAddress("::1")])
    }
  }

  @Test func `says who redirected to a host that is not there`() async throws {
    let redirect = "HTTP/1.1 302 Found\r\nLocation: https://other.example.test/\r\n\r\n"
    try await ScriptedHost.running(.answer(redirect)) { start in
      let nobody = try LoopbackPort.free()
      let outcome = try await outcome(
        ["*.example.test": ["127.0.0.1"]], http: start.port, https: nobody)
      #expect(
        outcome
          == .invalid(
            ValidationFailure(
              .connection,
              "https://other.example.test:\(nobody)/ at 127.0.0.1 port \(nobody): not connected: "
                + "connection refused; redirected there by http://www.example.test:\(start.port) "
                + "at 127.0.0.1 (status 302)")))
    }
  }

  @Test func `names a failure of TLS by its type`() async throws {
    let redirect = "HTTP/1.1 302 Found\r\nLocation: https://other.example.test/\r\n\r\n"
    try await ScriptedHost.running(.answer(redirect)) { start in
      let outcome = try await outcome(
        ["*.example.test": ["127.0.0.1"]], http: start.port, https: start.port)
      guard case .invalid(let failure) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(failure.kind == .tls)
      #expect(failure.detail.contains("the TLS handshake failed: WRONG_VERSION_NUMBER"))
    }
  }
}
