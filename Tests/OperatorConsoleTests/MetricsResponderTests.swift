import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OperatorConsole
import Testing

@Suite("/metrics on the operations listener")
struct MetricsResponderTests {
  private struct Source: MetricsSource {
    let contentType = "text/plain; version=0.0.4; charset=utf-8"
    func text() async -> String { "up 1\n" }
  }

  private struct Probe: ReadinessProbe {
    func checks() async -> [ReadinessCheck] { [] }
  }

  private static let application = Application(
    responder: OperationsResponder(
      health: HealthResponder(probe: Probe()), metrics: MetricsResponder(source: Source())))

  @Test("GET has the text in its format, of the moment")
  func get() async throws {
    try await Self.application.test(.router) { client in
      try await client.execute(uri: "/metrics?since=x", method: .get) { response in
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(String(buffer: response.body) == "up 1\n")
      }
    }
  }

  @Test("HEAD has the same head and no body")
  func head() async throws {
    try await Self.application.test(.router) { client in
      try await client.execute(uri: "/metrics", method: .head) { response in
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(response.body.readableBytes == 0)
      }
    }
  }

  @Test(
    "Other methods are refused, with those that there are", arguments: ["POST", "PUT", "DELETE"])
  func otherMethods(name: String) async throws {
    let method = try #require(HTTPRequest.Method(name))
    try await Self.application.test(.router) { client in
      try await client.execute(uri: "/metrics", method: method) { response in
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "GET, HEAD")
      }
    }
  }

  @Test(
    "Health stays where it was, and all else is nowhere",
    arguments: [
      ("/health/live", 200), ("/health/ready", 200), ("/metrics/", 404), ("/metricsx", 404),
      ("/", 404),
    ])
  func others(path: String, status: Int) async throws {
    try await Self.application.test(.router) { client in
      try await client.execute(uri: path, method: .get) { response in
        #expect(response.status.code == status)
      }
    }
  }
}
