import ACMEProtocol
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@testable import chancery

@Suite("Responder for http-01")
struct ChallengeResponderTests {
  private let group = MultiThreadedEventLoopGroup.singleton

  @Test("It shows a key authorization while published, and nothing else")
  func shows() async throws {
    let tokens = ChallengeTokens()
    let responder = try await ChallengeResponder(port: 0, tokens: tokens, group: group)
    let token = try #require(ChallengeToken(randomBytes: Array(0..<16)))
    let authorization = KeyAuthorization(token: token, key: try JWSSigner().publicKey)
    let url = "http://127.0.0.1:\(responder.port)/.well-known/acme-challenge/\(token.text)"

    #expect(try await answer(to: url).status == 404)
    tokens.publish(authorization)
    let answer = try await answer(to: url)
    #expect(answer.status == 200)
    #expect(answer.body == authorization.text)
    #expect(try await self.answer(to: url + "/x").status == 404)
    tokens.withdraw(token.text)
    #expect(try await self.answer(to: url).status == 404)
    await responder.stop()
  }

  @Test("A port that is taken is refused by its number")
  func taken() async throws {
    let first = try await ChallengeResponder(port: 0, tokens: ChallengeTokens(), group: group)
    let error = await #expect(throws: ChallengeResponder.BindError.self) {
      try await ChallengeResponder(port: first.port, tokens: ChallengeTokens(), group: group)
    }
    #expect(error?.description.contains("127.0.0.1:\(first.port)") == true)
    #expect(error?.description.contains("--http-port") == true)
    await first.stop()
  }

  private func answer(to url: String) async throws -> (status: UInt, body: String) {
    let response = try await HTTPClient.shared.execute(
      HTTPClientRequest(url: url), timeout: .seconds(10))
    let body = try await response.body.collect(upTo: 4096)
    return (response.status.code, String(buffer: body))
  }
}
