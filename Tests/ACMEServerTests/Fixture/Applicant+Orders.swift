import ACMEProtocol
import Crypto
import SwiftASN1
import X509

extension Applicant {
  /// An order as it comes: pending.
  func placedOrder(for names: [String], _ others: [String: String] = [:]) async throws
    -> PlacedOrder
  {
    let answer = try await post(Self.newOrder(names, others), to: "/acme/new-order")
    guard answer.status == 201, let url = answer["Location"] else { throw UnexpectedAnswer(answer) }
    return PlacedOrder(url: url, resource: try answer.resource())
  }

  /// An order whose authorizations have all been decided.
  func decidedOrder(for names: [String], _ others: [String: String] = [:]) async throws
    -> PlacedOrder
  {
    var order = try await placedOrder(for: names, others)
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

  /// Waits until an authorization is no longer pending.
  func untilDecided(_ url: String) async throws {
    let deadline = ContinuousClock().now + .seconds(20)
    while try await post(at: url).resource(AuthorizationResource.self).status == .pending,
      ContinuousClock().now < deadline
    {}
  }

  /// An order with its certificate.
  func fulfilledOrder(for names: [String], _ others: [String: String] = [:]) async throws
    -> PlacedOrder
  {
    var order = try await decidedOrder(for: names, others)
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let csr = try SigningRequest(names: names).derBytes(signedBy: key)
    order.finalization = Self.finalize(csr)
    order.resource = try await post(order.finalization, at: order.resource.finalize).resource()
    return order
  }

  /// What an order's finalization is answered with, under a new key.
  func finalized(_ order: PlacedOrder, for names: [String]) async throws -> OrderResource {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let csr = try SigningRequest(names: names).derBytes(signedBy: key)
    return try await post(Self.finalize(csr), at: order.resource.finalize).resource()
  }

  /// An order that was finalized, once it is no longer processing.
  func untilOver(_ url: String) async throws -> OrderResource {
    let deadline = ContinuousClock().now + .seconds(20)
    var order: OrderResource
    repeat {
      order = try await post(at: url).resource()
    } while order.status == .processing && ContinuousClock().now < deadline
    return order
  }

  /// The leaf of an order that is fulfilled.
  func leaf(of order: PlacedOrder) async throws -> Certificate {
    guard let url = order.resource.certificate else { throw Unfulfilled(order: order.resource) }
    let chain = try await post(at: url).text
    return try Certificate(pemDocument: PEMDocument.parseMultiple(pemString: chain)[0])
  }

  struct Unfulfilled: Error {
    let order: OrderResource
  }

  /// - Parameter others: Further members, whose values are texts.
  static func newOrder(_ names: [String], _ others: [String: String] = [:]) -> String {
    let identifiers = names.map { #"{"type":"dns","value":"\#($0)"}"# }
    let members = others.map { #","\#($0)":"\#($1)""# }.joined()
    return #"{"identifiers":[\#(identifiers.joined(separator: ","))]\#(members)}"#
  }

  static func finalize(_ csr: [UInt8]) -> String { #"{"csr":"\#(Base64URL.encode(csr))"}"# }
}
