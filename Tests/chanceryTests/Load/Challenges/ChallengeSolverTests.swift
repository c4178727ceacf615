import ACMEProtocol
import AsyncHTTPClient
import Foundation
import NIOHTTP1
import Testing

@testable import chancery

@Suite("Proof of control")
struct ChallengeSolverTests {
  private let authorization: KeyAuthorization

  init() throws {
    let token = try #require(ChallengeToken(randomBytes: Array(0..<16)))
    authorization = KeyAuthorization(token: token, key: try JWSSigner().publicKey)
  }

  @Test("A record stands below the name, and below what a wildcard stands below")
  func recordNames() {
    #expect(ChallengeSolver.recordName(for: "a.test") == "_acme-challenge.a.test")
    #expect(ChallengeSolver.recordName(for: "*.a.test") == "_acme-challenge.a.test")
    // The base64url of 32 bytes, without padding (RFC 8555 §8.4).
    #expect(authorization.recordValue.count == 43)
  }

  @Test("A hook is called to publish, and to take back")
  func hook() async throws {
    let folder = try ScratchFolder()
    try folder.write("#!/bin/sh\necho \"$@\" >> \"$0.calls\"\n", to: "hook", mode: 0o755)
    let solver = ChallengeSolver.dns01(DNSHook(program: folder.path("hook")))
    try await solver.present(authorization, for: "a.test")
    await solver.withdraw(authorization, for: "a.test")
    let value = authorization.recordValue
    #expect(
      folder.text(of: "hook.calls") == """
        present _acme-challenge.a.test \(value)
        cleanup _acme-challenge.a.test \(value)

        """)
  }

  @Test("A hook that fails is told with what it was to do")
  func failingHook() async throws {
    let folder = try ScratchFolder()
    try folder.write("#!/bin/sh\nexit 3\n", to: "hook", mode: 0o755)
    let error = await #expect(throws: DNSPublisherError.self) {
      try await DNSHook(program: folder.path("hook")).present(name: "n", value: "v")
    }
    #expect(error?.description == "`\(folder.path("hook")) present n v` ended with status 3")
  }

  @Test("The challenge test server is told records, and a refusal of its is told on")
  func testServer() async throws {
    let server = ScriptedServer([.answer(.ok), .answer(.ok), .answer(.badRequest)])
    let url = try await server.start()
    let publisher = ChallengeTestServer(url: url, http: .shared)
    try await publisher.present(name: "_acme-challenge.a.test", value: "v")
    try await publisher.cleanUp(name: "_acme-challenge.a.test", value: "v")
    let error = await #expect(throws: DNSPublisherError.self) {
      try await publisher.present(name: "x", value: "v")
    }
    #expect(error?.description == "\(url)/set-txt answered 400")
    #expect(server.requests == ["POST /set-txt", "POST /clear-txt", "POST /set-txt"])
    let records = try server.bodies.map {
      try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
    }
    #expect(
      records.prefix(2) == [
        ["host": "_acme-challenge.a.test.", "value": "v"], ["host": "_acme-challenge.a.test."],
      ])
    try await server.stop()
  }
}
