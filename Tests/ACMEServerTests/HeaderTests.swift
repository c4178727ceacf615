import Conformance
import Foundation
import ACMEProtocol
import AuthorityModel
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ACMEServer

@Suite("Headers and methods")
struct HeaderTests {
  @Test(
    "The directory names every resource and needs no nonce (RFC 8555 §7.1.1)",
    .holds(
      "8555/7.1/directory-and-nonce", "8555/7.1.1/no-new-authz", "8555/7.1.1/meta-is-an-object",
      "8555/6.3/get-for-directory-and-nonce"))
  func directory() async throws {
    try await TestAuthority().serve { client in
      let answer = try await client.send(RawRequest(path: "/directory", method: .get))
      #expect(answer.status == 200)
      #expect(answer["Content-Type"] == "application/json")
      #expect(answer.links["index"] == nil)
      let directory: DirectoryResource = try answer.resource()
      let base = TestAuthority.externalURL
      #expect(directory.newNonce == base + "/acme/new-nonce")
      #expect(directory.newAccount == base + "/acme/new-account")
      #expect(directory.newOrder == base + "/acme/new-order")
      #expect(directory.keyChange == base + "/acme/key-change")
      let members = try #require(
        try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
      #expect(members["newAuthz"] == nil)
      #expect(members["meta"] == nil || members["meta"] is [String: Any])
    }
  }

  @Test(
    "newNonce: HEAD has 200, GET 204, neither is stored or used twice (RFC 8555 §7.2)",
    .holds(
      "8555/7.2/new-nonce-head", "8555/7.2/new-nonce-head-status", "8555/7.2/new-nonce-get",
      "8555/7.2/no-store", "8555/6.5.1/nonce-base64url"),
    arguments: [(HTTPRequest.Method.head, 200), (.get, 204)])
  func newNonce(method: HTTPRequest.Method, status: Int) async throws {
    try await TestAuthority().serve { client in
      let request = RawRequest(path: "/acme/new-nonce", method: method)
      let answer = try await client.send(request)
      #expect(answer.status == status)
      #expect(answer.body.isEmpty)
      #expect(answer["Cache-Control"] == "no-store")
      #expect(answer.links["index"] == TestAuthority.externalURL + "/directory")
      let nonce = try #require(answer["Replay-Nonce"])
      #expect(try Base64URL.decode(nonce).count >= 16)
      #expect(try await client.send(request)["Replay-Nonce"] != nonce)
    }
  }

  @Test(
    "Directory and newNonce are read by POST-as-GET too (RFC 8555 §6.3)",
    .holds("8555/6.3/get-for-directory-and-nonce"),
    arguments: ["/directory", "/acme/new-nonce"])
  func postAsGet(path: String) async throws {
    try await TestAuthority().serve { client in
      let answer = try await Applicant(registeredWith: client).post(to: path)
      #expect(answer.status == 200)
      #expect(answer["Replay-Nonce"] != nil)
    }
  }

  @Test(
    "Every answer to a POST brings the next nonce and a link to the directory",
    .holds("8555/6.5/nonce-in-success", "8555/6.3/post-as-get-reads"))
  func nextNonce() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.fulfilledOrder(for: ["a.example"])
      let authorization = order.resource.authorizations[0]
      let challenge: AuthorizationResource = try await applicant.post(at: authorization).resource()
      let urls = [
        try #require(applicant.account), order.url, authorization, challenge.challenges[0].url,
        try #require(order.resource.certificate),
      ]
      var nonce = try await client.nonce()
      for url in urls {
        let path = String(url.dropFirst(TestAuthority.externalURL.count))
        let answer = try await client.send(
          try await applicant.request(to: path) { $0["nonce"] = nonce })
        #expect(answer.status == 200, "\(path): \(answer.text)")
        #expect(answer.links["index"] == TestAuthority.externalURL + "/directory")
        #expect(answer["Cache-Control"] == "no-store")
        nonce = try #require(answer["Replay-Nonce"])
      }
    }
  }

  @Test(
    "Parameters and blanks around the media type change nothing",
    arguments: [
      "application/jose+json; charset=utf-8", "Application/JOSE+JSON",
      " application/jose+json ;a=b",
    ])
  func contentType(value: String) async throws {
    try await TestAuthority().serve { client in
      var request = try await Applicant(client: client).request("{}", to: "/acme/new-account")
      request.headers[.contentType] = value
      #expect(try await client.send(request).status == 201)
    }
  }

  @Test("Paths are read back as they were written, and nothing else is a path")
  func paths() throws {
    var generator = SystemRandomNumberGenerator()
    let order = OrderID(at: TestAuthority.now, using: &generator)
    let authorization = AuthorizationID(at: TestAuthority.now, using: &generator)
    let endpoints: [Endpoint] = [
      .directory, .newNonce, .newAccount, .newOrder, .order(order), .finalize(order),
      .account(AccountID(at: TestAuthority.now, using: &generator)), .authorization(authorization),
      .challenge(authorization, .http01), .certificate(SerialNumber(using: &generator)),
    ]
    for endpoint in endpoints {
      #expect(Endpoint(path: endpoint.path) == endpoint)
      #expect(Endpoint(path: endpoint.path + "/") == nil)
      #expect(Endpoint(path: endpoint.path.uppercased()) == nil)
      #expect(Endpoint(path: "/" + endpoint.path) == nil)
    }
  }
}
