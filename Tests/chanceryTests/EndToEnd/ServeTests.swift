import ACMEProtocol
import AsyncHTTPClient
import Conformance
import Crypto
import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Testing
import X509

@testable import chancery

@Suite("chancery serve, as a process, with a token, DNS and HTTP of its own")
struct ServeTests {
  private static let zone = "chancery.example"

  @Test(
    "It issues what can be proved, refuses the rest, is ready, and ends on SIGTERM",
    .holds("8555/7.1.1/caa-identities"))
  func wholeWay() async throws {
    let records = """
      a.chancery A 127.0.0.1
      a.chancery CAA 0 issue "ca.example"
      b.chancery A 127.0.0.1
      others.chancery A 127.0.0.1
      others.chancery CAA 0 issue "other.example"
      inside.chancery A 10.0.0.1
      """
    // The whole top-level domain, since CAA records are looked for up to it.
    try await NameServer.serving(zone: "example", records: records) { nameServer in
      let tokens = ChallengeTokens()
      let responder = try await ChallengeResponder(
        port: 0, tokens: tokens, group: MultiThreadedEventLoopGroup.singleton)
      let authority = try await MadeAuthority(["--http-validation-port", "\(responder.port)"])
      try authority.edit(
        "resolvers: [system]",
        to: "resolvers: [127.0.0.1:\(nameServer.port)]\n  allowed_ranges: [127.0.0.0/8]"
          + "\n  retry_pauses: []")
      try authority.edit("caa_identities: []", to: "caa_identities: [ca.example]")
      try authority.edit("dnssec_trust_anchor: root", to: "dnssec_trust_anchor: off")
      try authority.edit(
        "default_profile: default",
        to: "default_profile: default\n\nnames: { allow_special_use: [example] }")
      let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
      try await awaitReadiness(of: authority, server)

      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(authority.rootFile)
      let http = HTTPClient(configuration: .init(tlsConfiguration: tls))
      do {
        try await expectIdentities(authority, http)
        let applicant = try await LiveApplicant(authority, http: http, tokens: tokens)
        try await issue(applicant)
        try await refuse(applicant)
        try await http.shutdown()
      } catch {
        try await http.shutdown()
        throw error
      }
      await responder.stop()

      kill(server.id, SIGTERM)
      #expect(try await server.exit(within: .seconds(30)) == 0, "\(server.standardError)")
      #expect(server.standardError.contains("Stopped"))
      #expect(!server.standardError.contains(" error "), "\(server.standardError)")
    }
  }

  private func awaitReadiness(of authority: MadeAuthority, _ server: ChanceryRun) async throws {
    let base = "http://127.0.0.1:\(authority.operationsPort)/health"
    let ready = try await eventually(within: .seconds(60)) { () async throws -> Bool? in
      guard server.exitCode == nil else { return false }
      let answer = try? await HTTPClient.shared.execute(
        HTTPClientRequest(url: "\(base)/ready"), timeout: .seconds(5))
      return answer?.status == .ok ? true : nil
    }
    try #require(ready == true, "\(server.standardError)")
    let live = try await HTTPClient.shared.execute(
      HTTPClientRequest(url: "\(base)/live"), timeout: .seconds(5))
    #expect(live.status == .ok)
  }

  /// The names that CAA records are searched for are those that the directory shows.
  private func expectIdentities(_ authority: MadeAuthority, _ http: HTTPClient) async throws {
    let url = "https://127.0.0.1:\(authority.acmePort)/directory"
    let answer = try await http.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
    let body = try await answer.body.collect(upTo: 1 << 16)
    let directory = try JSONDecoder().decode(
      DirectoryResource.self, from: Data(body.readableBytesView))
    #expect(directory.meta?.caaIdentities == ["ca.example"])
  }

  private func issue(_ applicant: LiveApplicant) async throws {
    let names = ["a.\(Self.zone)", "b.\(Self.zone)"]
    // Names, key and each signature are checked on the way.
    let chain = try await applicant.order(names).obtainChain()
    #expect(chain.pem.split(separator: "-----BEGIN CERTIFICATE-----").count == 2)
  }

  private func refuse(_ applicant: LiveApplicant) async throws {
    let missing = try await applicant.problem(with: "missing.\(Self.zone)")
    #expect(missing.problemType == .dns)
    #expect(missing.detail?.contains("missing.\(Self.zone)") == true)
    let others = try await applicant.problem(with: "others.\(Self.zone)")
    #expect(others.problemType == .caa)
    #expect(others.detail?.contains("0 issue \"other.example\"") == true, "\(others)")
    // Law 12.
    let inside = try await applicant.problem(with: "inside.\(Self.zone)")
    #expect(inside.detail?.contains("10.0.0.1") == true, "\(inside)")
    #expect(inside.detail?.contains("10.0.0.0/8") == true, "\(inside)")
  }
}
