import AsyncHTTPClient
import Conformance
import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

@Suite("The ACME listener, as a process")
struct TransportSecurityTests {
  @Test(
    "It speaks TLS 1.2 and later, and nothing else",
    .holds("8555/6.1/https", "8555/6.1/tls-recommendations"))
  func transport() async throws {
    let authority = try await MadeAuthority()
    let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
    let directory = "127.0.0.1:\(authority.acmePort)/directory"
    let ready = try await eventually(within: .seconds(60)) { () async throws -> Bool? in
      guard server.exitCode == nil else { return false }
      return try? await status(of: "https://\(directory)", authority) == 200
    }
    try #require(ready == true, "\(server.standardError)")

    #expect(try await status(of: "https://\(directory)", authority, to: .tlsv12) == 200)
    #expect(try await status(of: "https://\(directory)", authority, from: .tlsv13) == 200)
    await #expect(throws: (any Error).self) {
      try await status(of: "https://\(directory)", authority, from: .tlsv1, to: .tlsv11)
    }
    await #expect(throws: (any Error).self) {
      try await status(of: "http://\(directory)", authority)
    }
  }

  private func status(
    of url: String, _ authority: MadeAuthority, from oldest: TLSVersion = .tlsv12,
    to newest: TLSVersion? = nil
  ) async throws -> UInt {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .file(authority.rootFile)
    tls.minimumTLSVersion = oldest
    tls.maximumTLSVersion = newest
    let http = HTTPClient(configuration: .init(tlsConfiguration: tls))
    let answer: Result<UInt, any Error>
    do {
      let response = try await http.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
      answer = .success(response.status.code)
    } catch {
      answer = .failure(error)
    }
    try await http.shutdown()
    return try answer.get()
  }
}
