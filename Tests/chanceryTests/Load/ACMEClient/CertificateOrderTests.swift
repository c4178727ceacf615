import ACMEProtocol
import AsyncHTTPClient
import AuthorityModel
import Foundation
import NIOHTTP1
import Testing

@testable import chancery

@Suite("Way of an order")
struct CertificateOrderTests {
  private let server = ScriptedServer([])
  private let authority = SampleAuthority()
  private let journalPath = NSTemporaryDirectory() + "order-\(UUID().uuidString).jsonl"

  @Test("When finalize's answer is lost though it took effect, the order leads to the certificate")
  func lostAfterEffect() async throws {
    let order = try await order { url in
      [
        try self.order(.ready, url, .created), .drop, self.ok(),
        try self.order(.processing, url), try self.order(.valid, url), try self.chain(),
      ]
    }
    let chain = try await order.obtainChain()
    #expect(chain.pem.contains("-----BEGIN CERTIFICATE-----"))
    #expect(
      server.requests.dropFirst(3) == [
        "POST /new-order", "POST /finalize", "HEAD /nonce", "POST /order", "POST /order",
        "POST /certificate",
      ])
    #expect(try journal() == ["new-order ready", "order processing", "order valid", "certificate"])
    try await server.stop()
  }

  @Test("When finalize is lost before it took effect, it is sent again")
  func lostBeforeEffect() async throws {
    let order = try await order { url in
      [
        try self.order(.ready, url, .created), .drop, self.ok(), try self.order(.ready, url),
        try self.order(.valid, url), try self.chain(),
      ]
    }
    _ = try await order.obtainChain()
    #expect(
      server.requests.suffix(4)
        == ["HEAD /nonce", "POST /order", "POST /finalize", "POST /certificate"])
    #expect(
      try journal() == ["new-order ready", "order ready", "finalize valid", "certificate"])
    try await server.stop()
  }

  @Test("An order that became invalid is told with the server's reason")
  func invalid() async throws {
    let order = try await order { url in
      [try self.order(.ready, url, .created), try self.order(.invalid, url)]
    }
    let error = await #expect(throws: ACMEClientError.self) { try await order.obtainChain() }
    #expect(error?.type == ProblemType.caa.urn)
    #expect(try journal() == ["new-order ready", "finalize invalid", "failed"])
    try await server.stop()
  }

  @Test("An order that asks for more time than the patience is given up")
  func patience() async throws {
    let order = try await order(patience: .seconds(3)) { url in
      [
        try self.order(.ready, url, .created),
        try self.order(.processing, url, headers: ["Retry-After": "9"]),
      ]
    }
    let error = await #expect(throws: ACMEClientError.self) { try await order.obtainChain() }
    #expect(error?.type == "out-of-patience")
    let text = error?.description ?? ""
    #expect(
      text.contains(
        "the order is processing; the server says by Retry-After to come back in 9 s, and of a "
          + "patience of 3s "), "\(text)")
    #expect(try journal() == ["new-order ready", "finalize processing", "failed"])
    try await server.stop()
  }

  /// An order at a server that plays these scenes, given its URL.
  private func order(
    patience: Duration = .seconds(30), scenes: (String) throws -> [ScriptedServer.Scene]
  ) async throws -> CertificateOrder {
    let url = try await server.start()
    let directory = try ACMEJSON.encode(
      DirectoryResource(
        newNonce: "\(url)/nonce", newAccount: "\(url)/account", newOrder: "\(url)/new-order"))
    server.append(
      [
        .answer(.ok, body: String(decoding: directory, as: UTF8.self)), ok(),
        .answer(.created, headers: ["Location": "\(url)/account/1", "Replay-Nonce": "n"]),
      ] + (try scenes(url)))
    let clock = WallClock { .init(millisecondsSinceEpoch: 0) }
    let patience = Patience(limit: patience)
    let client = try await ACMEClient(
      directory: "\(url)/", http: .shared, clock: clock, patience: patience)
    return CertificateOrder(
      client: client,
      account: try await ACMEAccount(registeringWith: client, patience: patience),
      names: ["a.test", "b.test"], key: ApplicantKey(type: .p256, key: authority.applicant),
      solver: .http01(ChallengeTokens()), verifier: ChainVerifier(),
      journal: try Journal(path: journalPath, clock: clock), patience: patience)
  }

  private func ok() -> ScriptedServer.Scene { .answer(.ok, headers: ["Replay-Nonce": "n"]) }

  private func order(
    _ status: OrderResource.Status, _ url: String, _ code: HTTPResponseStatus = .ok,
    headers: HTTPHeaders = ["Retry-After": "0"]
  ) throws -> ScriptedServer.Scene {
    let order = OrderResource(
      status: status, identifiers: [.dns("a.test"), .dns("b.test")],
      error: status == .invalid ? ProblemDocument(.caa, detail: "no") : nil, authorizations: [],
      finalize: "\(url)/finalize", certificate: status == .valid ? "\(url)/certificate" : nil)
    var headers = headers
    headers.add(name: "Replay-Nonce", value: "n")
    headers.add(name: "Location", value: "\(url)/order")
    let body = String(decoding: try ACMEJSON.encode(order), as: UTF8.self)
    return .answer(code, headers: headers, body: body)
  }

  private func chain() throws -> ScriptedServer.Scene {
    let chain = try authority.chain(leafSigner: authority.issuer, issuerSigner: authority.root)
    return .answer(.ok, headers: ["Replay-Nonce": "n"], body: chain)
  }

  /// Events and statuses in the journal, which is removed.
  private func journal() throws -> [String] {
    struct Line: Decodable {
      let event: String
      let status: String?
    }
    let text = try String(contentsOfFile: journalPath, encoding: .utf8)
    try FileManager.default.removeItem(atPath: journalPath)
    return try text.split(separator: "\n").map {
      let line = try ACMEJSON.decode(Line.self, from: Array($0.utf8))
      return line.event + (line.status.map { " \($0)" } ?? "")
    }
  }
}
