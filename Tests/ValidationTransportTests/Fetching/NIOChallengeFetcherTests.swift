import Conformance
import NIOCore
import Testing
import Validation
import ValidationTransport

struct NIOChallengeFetcherTests {
  private let fetcher: NIOChallengeFetcher
  private let hasty: NIOChallengeFetcher

  init() throws {
    fetcher = try NIOChallengeFetcher(
      limits: FetchLimits(
        connectTimeout: .seconds(5), exchangeTimeout: .seconds(10), bodyLimitInBytes: 4096))
    hasty = try NIOChallengeFetcher(
      limits: FetchLimits(connectTimeout: .seconds(5), exchangeTimeout: .milliseconds(300)))
  }

  private func fetch(
    _ port: Int, by fetcher: NIOChallengeFetcher
  ) async throws(FetchError) -> FetchedResponse {
    try await fetcher.fetch(
      HTTPTarget(challengeOf: "www.example.test", token: "token", port: port),
      at: IPAddress(v4: 0x7f00_0001))
  }

  private func error(
    _ script: ScriptedHost.Script, by fetcher: NIOChallengeFetcher? = nil
  ) async throws -> FetchError? {
    try await ScriptedHost.running(script) { host in
      do throws(FetchError) {
        let response = try await fetch(host.port, by: fetcher ?? self.fetcher)
        Issue.record("got \(response)")
        return nil
      } catch {
        return error
      }
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nrig\r\n2\r\nht\r\n0\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright",
  ])
  func `brings the answer`(answer: String) async throws {
    try await ScriptedHost.running(.answer(answer)) { host in
      let response = try await fetch(host.port, by: fetcher)
      #expect(response == FetchedResponse(status: 200, body: Array("right".utf8)))
      let request = host.request.split(separator: "\r\n").map(String.init)
      #expect(request.first == "GET /.well-known/acme-challenge/token HTTP/1.1")
      #expect(request.contains("Host: www.example.test:\(host.port)"))
      #expect(request.contains("Connection: close"))
      #expect(request.contains("User-Agent: Chancery (ACME http-01 validation)"))
      #expect(request.contains("Accept-Encoding: identity"))
      // Nothing else: no cookie, no credential, no body.
      #expect(request.count == 6)
    }
  }

  @Test func `takes the end of the connection for the end of the body`() async throws {
    try await ScriptedHost.running(.answerThenClose("HTTP/1.0 200 OK\r\n\r\nright")) { host in
      let response = try await fetch(host.port, by: fetcher)
      #expect(response.body == Array("right".utf8))
    }
  }

  @Test func `brings redirects back unfollowed`() async throws {
    let redirect = "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n"
    try await ScriptedHost.running(.answer(redirect)) { host in
      let response = try await fetch(host.port, by: fetcher)
      #expect(response == FetchedResponse(status: 302, location: "http://10.0.0.1/", body: []))
    }
  }

  /// A redirect is complete with its head: nobody reads its body, which may never end.
  @Test(arguments: ["", "Content-Length: 9\r\n", "Transfer-Encoding: chunked\r\n"])
  func `waits for no body of a redirect`(length: String) async throws {
    let redirect = "HTTP/1.1 301 Moved\r\nLocation: /x\r\n\(length)\r\n"
    try await ScriptedHost.running(.answer(redirect)) { host in
      let response = try await fetch(host.port, by: fetcher)
      #expect(response == FetchedResponse(status: 301, location: "/x", body: []))
    }
  }

  @Test func `chooses none of several Location fields`() async throws {
    let redirect = "HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\n\r\n"
    try await ScriptedHost.running(.answer(redirect)) { host in
      let response = try await fetch(host.port, by: fetcher)
      #expect(response.location == "/a, /b")
    }
  }

  /// Compressed, it is no key authorization, and nothing is unpacked that might burst.
  @Test func `takes a body as it is, whatever its coding`() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"
    try await ScriptedHost.running(.answer(answer)) { host in
      let response = try await fetch(host.port, by: fetcher)
      #expect(response.body == Array("abc".utf8))
    }
  }

  @Test func `takes only the beginning of a page that is no answer`() async throws {
    let script = ScriptedHost.Script.drip(
      start: "HTTP/1.1 404 Not Found\r\n\r\n", piece: "not here ", every: .milliseconds(1))
    try await ScriptedHost.running(script) { host in
      let response = try await fetch(host.port, by: fetcher)
      #expect(response.status == 404)
      #expect(response.body.starts(with: "not here".utf8))
    }
  }

  @Test func `refuses a body over the limit`() async throws {
    let body = String(repeating: "x", count: 4097)
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 4097\r\n\r\n\(body)"
    #expect(try await error(.answer(answer))?.code == .tooLarge)
  }

  @Test(
    .holds("bad-input/http/endless-body"),
    arguments: [
      "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Long: ",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: ",
      "HTTP/1.1 404 Not Found\r\nX-Long: ", "HTTP/1.1 103 Early Hints\r\nLink: ",
    ])
  func `cuts off what never ends`(start: String) async throws {
    let piece = String(repeating: "x", count: 4000)
    let code = try await error(.drip(start: start, piece: piece, every: .milliseconds(1)))?.code
    #expect(code == .tooLarge || code == .malformedResponse)
  }

  /// Interim responses, as many as it takes (RFC 9110 §15.2).
  @Test func `cuts off who says Continue for ever`() async throws {
    let piece = String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 200)
    let code = try await error(.drip(start: "", piece: piece, every: .milliseconds(1)))?.code
    #expect(code == .tooLarge)
  }

  @Test(
    .holds("bad-input/http/byte-a-second"),
    arguments: [
      ScriptedHost.Script.silent,
      .drip(start: "HTTP/1.1 200 OK\r\n\r\n", piece: "x", every: .milliseconds(20)),
      .drip(start: "", piece: "H", every: .seconds(60)),
    ])
  func `cuts off a peer that takes too long`(script: ScriptedHost.Script) async throws {
    let error = try await error(script, by: hasty)
    #expect(error?.code == .timedOut)
    #expect(error?.context.contains("within 0.3 seconds did not receive") == true)
  }

  @Test(arguments: [
    ScriptedHost.Script.close, .answerThenClose("HTTP/1.1 200 OK\r\nContent-Le"),
    .answerThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
  ])
  func `notices a connection that is closed too early`(
    script: ScriptedHost.Script
  ) async throws {
    #expect(try await error(script)?.code == .closedEarly)
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\u{3}", "HTTP/1.1 twohundred OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}",
    // HTTP/0.9, HTTP/2's settings, and its preface.
    "token.thumbprint\n", "\u{0}\u{0}\u{12}\u{4}\u{0}\u{0}\u{0}\u{0}\u{0}",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
    // Lengths that contradict one another, or nobody could hold.
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nright",
    "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nright",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nright",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nright",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nright",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nright",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nrightmore\r\n",
    "HTTP/1.1 200 OK\r\nX\u{0}Y: z\r\n\r\nright", "HTTP/1.1 200 OK\r\nX Y: z\r\n\r\nright",
    "HTTP/1.1 200 OK\r\n: z\r\n\r\nright", "HTTP/1.1 1000 OK\r\n\r\nright",
  ])
  func `refuses garbage`(garbage: String) async throws {
    #expect(try await error(.answer(garbage))?.code == .malformedResponse)
  }

  @Test func `says that a connection was refused`() async throws {
    let port = try LoopbackPort.free()
    let error = await #expect(throws: FetchError.self) { try await fetch(port, by: fetcher) }
    #expect(error?.code == .notConnected)
    #expect(error?.context == "not connected: connection refused")
  }

  @Test func `ends when its task is cancelled`() async throws {
    try await ScriptedHost.running(.silent) { host in
      let task = Task { try await fetch(host.port, by: fetcher) }
      task.cancel()
      let error = await #expect(throws: FetchError.self) { try await task.value }
      #expect(error?.code == .cancelled)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `leaves no connection open`() async throws {
    try await ScriptedHost.running(
      .answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright")
    ) { host in
      try await withThrowingDiscardingTaskGroup { group in
        for _ in 0..<200 {
          group.addTask {
            let response = try await fetch(host.port, by: fetcher)
            #expect(response.status == 200)
          }
        }
      }
      while host.openConnections > 0 { await Task.yield() }
    }
  }
}
