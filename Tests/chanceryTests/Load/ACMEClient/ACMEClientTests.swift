import ACMEProtocol
import AsyncHTTPClient
import AuthorityModel
import NIOHTTP1
import Testing

@testable import chancery

@Suite("ACME client")
struct ACMEClientTests {
  private let server = ScriptedServer([])
  private let patience = Patience(limit: .seconds(30))

  @Test("Each answer's nonce serves the next request, so only the first is asked for")
  func nonces() async throws {
    let (client, account, url) = try await registered(then: [ok("n3"), ok("n4")])
    _ = try await client.fetch("\(url)/a", as: account, step: .orderPoll, patience: patience)
    _ = try await client.fetch("\(url)/b", as: account, step: .orderPoll, patience: patience)
    #expect(
      server.requests == ["GET /", "HEAD /nonce", "POST /account", "POST /a", "POST /b"])
    #expect(try server.bodies.dropFirst(2).map { try nonce(in: $0) } == ["n1", "n2", "n3"])
    try await server.stop()
  }

  @Test("After badNonce the request is repeated with the nonce that came with the refusal")
  func badNonce() async throws {
    let (client, account, url) = try await registered(then: [
      problem(.badRequest, .badNonce, ["Replay-Nonce": "n3"]), ok("n4"),
    ])
    _ = try await client.fetch("\(url)/a", as: account, step: .orderPoll, patience: patience)
    #expect(server.requests.suffix(2) == ["POST /a", "POST /a"])
    #expect(try server.bodies.suffix(2).map { try nonce(in: $0) } == ["n2", "n3"])
    try await server.stop()
  }

  @Test("A server that is busy is asked again; one that asks for more than the patience is not")
  func busy() async throws {
    let (client, account, url) = try await registered(then: [
      problem(.serviceUnavailable, .rateLimited, ["Replay-Nonce": "n3", "Retry-After": "0"]),
      problem(.tooManyRequests, .rateLimited, ["Replay-Nonce": "n4", "Retry-After": "3600"]),
    ])
    let error = await #expect(throws: ACMEClientError.self) {
      try await client.fetch("\(url)/a", as: account, step: .orderPoll, patience: patience)
    }
    #expect(error?.problemType == .rateLimited)
    let text = error?.description ?? ""
    #expect(
      text.contains(
        "429 urn:ietf:params:acme:error:rateLimited: no; the server says by Retry-After to come "
          + "back in 3600 s, and of a patience of 30s "), "\(text)")
    #expect(server.requests.suffix(2) == ["POST /a", "POST /a"])
    try await server.stop()
  }

  @Test("After a lost answer a fetch is repeated, but what must not happen twice is not")
  func lostAnswer() async throws {
    let (client, account, url) = try await registered(then: [
      .drop, ok("n3"), ok("n4"), .drop,
    ])
    _ = try await client.fetch("\(url)/a", as: account, step: .orderPoll, patience: patience)
    let error = await #expect(throws: ACMEClientError.self) {
      try await client.post(
        FinalizeRequest(csr: [1]), to: "\(url)/finalize", as: account, step: .finalize,
        repeatsAfterLoss: false, patience: patience)
    }
    #expect(error?.isConnectionLoss == true)
    #expect(
      server.requests.suffix(4) == ["POST /a", "HEAD /nonce", "POST /a", "POST /finalize"])
    try await server.stop()
  }

  @Test("A refusal for good is told with its problem, once")
  func refused() async throws {
    let (client, account, url) = try await registered(then: [
      problem(.forbidden, .unauthorized, ["Replay-Nonce": "n3"]),
      .answer(.internalServerError, body: "<html>"),
    ])
    for type in ["urn:ietf:params:acme:error:unauthorized", "status-500"] {
      let error = await #expect(throws: ACMEClientError.self) {
        try await client.fetch("\(url)/a", as: account, step: .orderPoll, patience: patience)
      }
      #expect(error?.type == type)
    }
    #expect(server.requests.count == 5)
    try await server.stop()
  }

  /// A client with an account, whose server plays these scenes next.
  private func registered(
    then scenes: [ScriptedServer.Scene]
  ) async throws -> (ACMEClient, ACMEAccount, url: String) {
    let url = try await server.start()
    let directory = try ACMEJSON.encode(
      DirectoryResource(
        newNonce: "\(url)/nonce", newAccount: "\(url)/account", newOrder: "\(url)/order"))
    server.append(
      [
        .answer(.ok, body: String(decoding: directory, as: UTF8.self)), ok("n1"),
        .answer(.created, headers: ["Location": "\(url)/account/1", "Replay-Nonce": "n2"]),
      ] + scenes)
    let client = try await ACMEClient(
      directory: "\(url)/", http: .shared, clock: WallClock { .init(millisecondsSinceEpoch: 0) },
      patience: patience)
    let account = try await ACMEAccount(registeringWith: client, patience: patience)
    #expect(account.url == "\(url)/account/1")
    return (client, account, url)
  }

  private func ok(_ nonce: String) -> ScriptedServer.Scene {
    .answer(.ok, headers: ["Replay-Nonce": nonce])
  }

  private func problem(
    _ status: HTTPResponseStatus, _ type: ProblemType, _ headers: HTTPHeaders
  ) -> ScriptedServer.Scene {
    .answer(status, headers: headers, body: #"{"type":"\#(type.urn)","detail":"no"}"#)
  }

  /// The nonce that a request's protected header carries.
  private func nonce(in body: String) throws -> String? {
    struct Body: Decodable { let protected: String }
    struct Header: Decodable { let nonce: String }
    let protected = try ACMEJSON.decode(Body.self, from: Array(body.utf8)).protected
    return try ACMEJSON.decode(Header.self, from: Base64URL.decode(protected)).nonce
  }
}
