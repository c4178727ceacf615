import ACMEProtocol
import Conformance
import HTTPTypes
import HummingbirdTesting
import Testing

@Suite("Browsers and caches (RFC 8555 §6.1)")
struct BrowserTests {
  private static let exposed = "Link, Location, Replay-Nonce, Retry-After"

  @Test(
    "A page from anywhere may read every answer, and the headers that a client needs",
    .holds("8555/6.1/cors"))
  func answers() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let answers = [
        try await client.send(RawRequest(path: "/directory", method: .get)),
        try await client.send(RawRequest(path: "/acme/new-nonce", method: .head)),
        try await applicant.post(Applicant.newOrder(["a.example"]), to: "/acme/new-order"),
        try await applicant.post("{}", to: "/acme/new-order"),
        try await client.send(RawRequest(path: "/nothing", method: .get)),
        try await client.send(RawRequest(path: "/acme/new-order", method: .get)),
      ]
      for answer in answers {
        #expect(answer["Access-Control-Allow-Origin"] == "*")
        #expect(answer["Access-Control-Expose-Headers"] == Self.exposed)
      }
    }
  }

  @Test(
    "Before a page sends a request, its browser learns that it may",
    arguments: [
      ("/directory", "GET, HEAD, POST, OPTIONS"), ("/acme/new-nonce", "GET, HEAD, POST, OPTIONS"),
      ("/acme/new-account", "POST, OPTIONS"), ("/acme/new-order", "POST, OPTIONS"),
      ("/acme/key-change", "POST, OPTIONS"),
    ])
  func preflight(path: String, methods: String) async throws {
    try await TestAuthority().serve { client in
      var request = RawRequest(path: path, method: .options)
      request.headers = [
        .origin: "https://client.example", .accessControlRequestMethod: "POST",
        .accessControlRequestHeaders: "content-type",
      ]
      let answer = try await client.send(request)
      #expect(answer.status == 204)
      #expect(answer.body.isEmpty)
      #expect(answer["Access-Control-Allow-Origin"] == "*")
      #expect(answer["Access-Control-Allow-Methods"] == methods)
      #expect(answer["Access-Control-Allow-Headers"] == "Content-Type")
      #expect(answer["Access-Control-Max-Age"] == "86400")
      #expect(answer["Replay-Nonce"] == nil || path == "/acme/new-nonce")
    }
  }

  @Test("OPTIONS by others tells the methods; what isn't there has none")
  func options() async throws {
    try await TestAuthority().serve { client in
      let answer = try await client.send(
        RawRequest(path: "/acme/new-order", method: .options, headers: [:]))
      #expect(answer.status == 204)
      #expect(answer["Allow"] == "POST, OPTIONS")
      #expect(answer["Access-Control-Allow-Methods"] == nil)
      let nothing = try await client.send(RawRequest(path: "/nothing", method: .options))
      #expect(nothing.status == 404)
    }
  }

  @Test(
    "A method that a resource hasn't is refused with 405 and those that it has",
    arguments: [
      (HTTPRequest.Method.get, "/acme/new-order", "POST, OPTIONS"),
      (.head, "/acme/new-account", "POST, OPTIONS"),
      (.put, "/directory", "GET, HEAD, POST, OPTIONS"),
      (.delete, "/acme/new-nonce", "GET, HEAD, POST, OPTIONS"),
      (.get, "/acme/key-change", "POST, OPTIONS"),
    ])
  func methods(method: HTTPRequest.Method, path: String, allowed: String) async throws {
    try await TestAuthority().serve { client in
      let answer = try await client.send(RawRequest(path: path, method: method, headers: [:]))
      #expect(answer.status == 405)
      #expect(answer["Allow"] == allowed)
      if method != .head {
        #expect(try answer.resource(ProblemDocument.self).problemType == .malformed)
      }
    }
  }

  @Test("Nothing is kept by caches; the directory may be, if it is asked for anew each time")
  func caches() async throws {
    try await TestAuthority().serve { client in
      let directory = try await client.send(RawRequest(path: "/directory", method: .get))
      #expect(directory["Cache-Control"] == "no-cache")
      for path in ["/acme/new-nonce", "/acme/new-order", "/nothing"] {
        let answer = try await client.send(RawRequest(path: path, method: .get))
        #expect(answer["Cache-Control"] == "no-store")
      }
    }
  }

  @Test("HEAD of the directory has its headers and no body")
  func head() async throws {
    try await TestAuthority().serve { client in
      let answer = try await client.send(RawRequest(path: "/directory", method: .head))
      #expect(answer.status == 200)
      #expect(answer["Content-Type"] == "application/json")
      #expect(answer.body.isEmpty)
    }
  }
}
