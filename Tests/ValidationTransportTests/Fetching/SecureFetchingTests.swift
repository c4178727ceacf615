import NIOCore
import Testing
import Validation
import ValidationTransport

/// Requests to `https`, where a redirect may lead: SNI is sent, certificates are not verified.
struct SecureFetchingTests {
  private static let right = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright"

  private func fetch(
    _ port: Int, within limit: Duration = .seconds(10)
  ) async throws(any Error) -> FetchedResponse {
    let fetcher = try NIOChallengeFetcher(
      limits: FetchLimits(connectTimeout: .seconds(5), exchangeTimeout: limit))
    let start = HTTPTarget(challengeOf: "start.example.test", token: "token", port: 80)
    let target = try HTTPTarget(
      redirectTo: "https://www.example.test/x?y", from: start,
      ports: ValidationPorts(https: port))
    return try await fetcher.fetch(target, at: IPAddress(v4: 0x7f00_0001))
  }

  private func error(
    _ script: ScriptedHost.Script, tls: TestTLS?, within limit: Duration = .seconds(10)
  ) async throws -> FetchError {
    try await ScriptedHost.running(script, tls: tls) { host in
      let error = await #expect(throws: FetchError.self) {
        try await fetch(host.port, within: limit)
      }
      return try #require(error)
    }
  }

  @Test(arguments: [[], ["http/1.1"], ["h2", "http/1.1"]])
  func `takes any certificate, and gives the host's name`(protocols: [String]) async throws {
    let tls = try TestTLS(protocols: protocols)
    try await ScriptedHost.running(.answer(Self.right), tls: tls) { host in
      let response = try await fetch(host.port)
      #expect(response == FetchedResponse(status: 200, body: Array("right".utf8)))
      #expect(host.serverName == "www.example.test")
      #expect(host.request.hasPrefix("GET /x?y HTTP/1.1\r\n"))
      #expect(host.request.contains("\r\nHost: www.example.test:\(host.port)\r\n"))
    }
  }

  /// RFC 9112 §9.8: without the good-bye of TLS, only a length says that the answer is complete.
  @Test func `takes an answer from those who forget TLS's good-bye`() async throws {
    let tls = try TestTLS()
    for answer in [Self.right, "HTTP/1.0 200 OK\r\n\r\nright"] {
      try await ScriptedHost.running(.answerThenCut(answer), tls: tls) { host in
        let response = try await fetch(host.port)
        #expect(response.body == Array("right".utf8))
      }
    }
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
    #expect(try await error(.answerThenCut(half), tls: tls).code == .closedEarly)
  }

  @Test func `says that a port has no TLS`() async throws {
    let error = try await error(.answer("HTTP/1.1 400 Bad Request\r\n\r\n"), tls: nil)
    #expect(error.code == .tlsFailure)
    #expect(error.context == "connected, but the TLS handshake failed: WRONG_VERSION_NUMBER")
  }

  @Test func `says that a handshake did not end`() async throws {
    let error = try await error(.silent, tls: nil, within: .milliseconds(300))
    #expect(error.code == .timedOut)
    #expect(
      error.context
        == "connected, but within 0.3 seconds did not receive the end of the TLS handshake")
  }

  @Test func `says that a handshake was broken off`() async throws {
    let error = try await error(.close, tls: nil)
    #expect(error.code == .tlsFailure)
    #expect(error.context.hasPrefix("connected, but the TLS handshake failed: "))
  }

  @Test func `refuses what is older than TLS 1.2`() async throws {
    let error = try await error(.answer(Self.right), tls: TestTLS(versions: 11...11))
    #expect(error.code == .tlsFailure)
  }

  @Test func `has no certificate of its own to show`() async throws {
    for version in [12, 13] {
      let tls = try TestTLS(versions: version...version, isClientAsked: true)
      let error = try await error(.answer(Self.right), tls: tls)
      #expect(error.code == .tlsFailure)
    }
  }

  /// Whatever a peer does after it was told good-bye, its socket is given back.
  @Test(.timeLimit(.minutes(1)), arguments: ["HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"])
  func `cuts off a body without end, and closes`(status: String) async throws {
    let script = ScriptedHost.Script.drip(
      start: "\(status)\r\n\r\n", piece: String(repeating: "x", count: 8000),
      every: .milliseconds(1))
    try await ScriptedHost.running(script, tls: TestTLS()) { host in
      do {
        let response = try await fetch(host.port)
        #expect(response.status == 404)
      } catch let error as FetchError {
        #expect(error.code == .tooLarge)
      }
      while host.openConnections > 0 { await Task.yield() }
    }
  }
}
