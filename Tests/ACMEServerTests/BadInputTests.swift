import Conformance
import HummingbirdTesting
import NIOHTTP1
import ACMEProtocol
import AsyncHTTPClient
import HTTPTypes
import NIOCore
import Testing

@Suite("Bad input (law 11)")
struct BadInputTests {
  @Test("Ends in a problem document, and stores nothing", arguments: BadInput.all)
  func refused(input: BadInput) async throws {
    try await input.expectRefusal()
  }

  @Test(
    "What belongs to another looks like what isn't there", .holds("bad-input/certificate/of-others")
  )
  func foreignAndMissing() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let scene = try await Scene(authority, client)
      for path in [scene.orderPath, scene.authorizationPath, scene.certificatePath] {
        let missing = path.dropLast(4) + (path.hasSuffix("0000") ? "1111" : "0000")
        let foreign = try await scene.stranger.post(to: path)
        #expect(try await scene.stranger.post(to: String(missing)).body == foreign.body)
      }
    }
  }

  @Test("A body of unknown length is cut off at 64 KiB, wherever it would have ended")
  func chunkedBody() async throws {
    let authority = try await TestAuthority()
    try await authority.serve(.live) { client in
      let port = try #require(client.port)
      var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/acme/new-order")
      request.method = .POST
      request.headers.add(name: "Content-Type", value: "application/jose+json")
      let chunk = ByteBuffer(repeating: 0x20, count: 16 * 1024)
      request.body = .stream((0..<8).async(chunk), length: .unknown)
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
      #expect(response.status == .payloadTooLarge)
      #expect(response.headers.first(name: "Content-Type") == "application/problem+json")
      let body = try await response.body.collect(upTo: 1 << 16)
      let problem = try ACMEJSON.decode(ProblemDocument.self, from: Array(body.readableBytesView))
      #expect(problem.detail == "The body is larger than 65536 bytes.")
    }
  }

  @Test("A body of just 64 KiB is read")
  func longestBody() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      var request = try await Applicant(client: client).request("{}", to: "/acme/new-account")
      request.body += Array(repeating: 0x20, count: 64 * 1024 - request.body.count)
      #expect(try await client.send(request).status == 201)
    }
  }
}

extension Range<Int> {
  /// The chunk, once for each number.
  fileprivate func async(_ chunk: ByteBuffer) -> AsyncStream<ByteBuffer> {
    AsyncStream { continuation in
      for _ in self { continuation.yield(chunk) }
      continuation.finish()
    }
  }
}
