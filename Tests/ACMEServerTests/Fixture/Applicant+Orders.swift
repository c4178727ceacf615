import ACMEProtocol
import Crypto
import X509

extension Applicant {
  /// An order as it comes: pending.
  func placedOrder(for names: [String]) async throws -> PlacedOrder {
    let answer = try await post(Self.newOrder(names), to: "/acme/new-order")
    guard answer.status == 201, let url = answer["Location"] else { throw UnexpectedAnswer(answer) }
    return PlacedOrder(url: url, resource: try answer.resource())
  }

  /// An order whose authorizations have all been decided.
  func decidedOrder(for names: [String]) async throws -> PlacedOrder {
    var order = try await placedOrder(for: names)
    for url in order.resource.authorizations {
      let authorization: AuthorizationResource = try await post(at: url).resource()
      _ = try await post("{}", at: authorization.challenges[0].url)
    }
    let deadline = ContinuousClock().now + .seconds(20)
    repeat {
      order.resource = try await post(at: order.url).resource()
    } while order.resource.status == .pending && ContinuousClock().now < deadline
    return order
  }

  /// An order with its certificate.
  func fulfilledOrder(for names: [String]) async throws -> PlacedOrder {
    var order = try await decidedOrder(for: names)
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let csr = try SigningRequest(names: names).derBytes(signedBy: key)
    order.resource = try await post(Self.finalize(csr), at: order.resource.finalize).resource()
    return order
  }

  static func newOrder(_ names: [String]) -> String {
    let identifiers = names.map { #"{"type":"dns","value":"\#($0)"}"# }
    return #"{"identifiers":[\#(identifiers.joined(separator: ","))]}"#
  }

  static func finalize(_ csr: [UInt8]) -> String { #"{"csr":"\#(Base64URL.encode(csr))"}"# }
}
