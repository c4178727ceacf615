import AuthorityModel
import HTTPTypes
import Telemetry
import Testing

@testable import ACMEServer

@Suite("What is counted of requests and orders")
struct RequestMetricsTests {
  private func count(_ metric: Metric, _ labels: String..., in authority: TestAuthority) -> Int? {
    let reading = authority.registry.readings.first {
      $0.metric == metric && $0.labelValues == labels
    }
    switch reading?.value {
    case nil: return nil
    case .number(let number): return Int(number)
    case .histogram(let histogram): return Int(histogram.count)
    }
  }

  @Test("Each answer once, by endpoint and status, and its time")
  func wholeWay() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      _ = try await applicant.fulfilledOrder(for: ["a.example"])
    }
    #expect(count(.acmeRequests, "newAccount", "201", in: authority) == 1)
    #expect(count(.acmeRequests, "newOrder", "201", in: authority) == 1)
    #expect(count(.acmeRequests, "challenge", "200", in: authority) == 1)
    #expect(count(.acmeRequests, "finalize", "200", in: authority) == 1)
    #expect(count(.acmeRequestSeconds, "finalize", in: authority) == 1)
    #expect(count(.certificatesIssued, "default", "r1", in: authority) == 1)
    #expect(count(.queueWait, in: authority) == 1)
    #expect(count(.ordersFailed, "serverInternal", in: authority) == 0)
  }

  @Test("Nothing that a client writes becomes a label")
  func foreignWords() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      for path in ["/zanzibar", "/acme/order/zanzibar", "/acme/zanzibar?zanzibar"] {
        _ = try await client.send(RawRequest(path: path, method: .get))
      }
      let method = try #require(HTTPRequest.Method("ZANZIBAR"))
      _ = try await client.send(RawRequest(path: "/directory", method: method))
    }
    #expect(count(.acmeRequests, "unknown", "404", in: authority) == 3)
    #expect(count(.acmeRequests, "directory", "405", in: authority) == 1)
    let text = PrometheusText(authority.registry.readings).text.lowercased()
    #expect(!text.contains("zanzibar"))
  }

  @Test(
    "Resources are named without whose they are",
    arguments: [
      ("/directory", RequestedEndpoint.directory), ("/acme/new-nonce", .newNonce),
      ("/acme/new-account", .newAccount), ("/acme/new-order", .newOrder),
      ("/acme/key-change", .keyChange), ("/acme/revoke-cert", .revokeCert),
      ("/acme/account/ID", .account), ("/acme/account/ID/orders", .accountOrders),
      ("/acme/order/ID", .order), ("/acme/order/ID/finalize", .finalize),
      ("/acme/authorization/ID", .authorization), ("/acme/challenge/ID/http-01", .challenge),
      ("/acme/certificate/SERIAL", .certificate), ("/acme/certificate/SERIAL/1", .certificate),
      ("/acme/renewal-info", .renewalInfo), ("/acme/renewal-info/AAAA.AAAA", .renewalInfo),
    ])
  func kinds(path: String, kind: RequestedEndpoint) throws {
    var generator = SystemRandomNumberGenerator()
    let id = OrderID(at: TestAuthority.now, using: &generator)
    let serial = SerialNumber(using: &generator)
    let endpoint = Endpoint(
      path: path.replacing("ID", with: "\(id)").replacing("SERIAL", with: "\(serial)"))
    #expect(try #require(endpoint).kind == kind)
  }
}
