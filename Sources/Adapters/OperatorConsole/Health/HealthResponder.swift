internal import Foundation
internal import HTTPTypes
package import Hummingbird
internal import NIOCore

/// Answers `/health/live` and `/health/ready`, for load balancers and supervisors.
///
/// Live means that the process answers; ready, that it can issue.
package struct HealthResponder: HTTPResponder {
  package typealias Context = BasicRequestContext

  private struct Report: Encodable {
    let status: String
    let checks: [ReadinessCheck]
  }

  private let probe: any ReadinessProbe

  package init(probe: any ReadinessProbe) {
    self.probe = probe
  }

  package func respond(to request: Request, context: Context) async throws -> Response {
    guard request.method == .get || request.method == .head else {
      return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
    }
    let response: Response
    switch request.uri.path {
    case "/health/live":
      response = try Self.response(.ok, Report(status: "live", checks: []))
    case "/health/ready":
      let checks = await probe.checks()
      let isReady = checks.allSatisfy { $0.ready || !$0.required }
      response = try Self.response(
        isReady ? .ok : .serviceUnavailable,
        Report(status: isReady ? "ready" : "not ready", checks: checks))
    default:
      response = Response(status: .notFound)
    }
    return request.method == .head ? response.createHeadResponse() : response
  }

  private static func response(
    _ status: HTTPResponse.Status, _ report: Report
  ) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(report) + [UInt8(ascii: "\n")])))
  }
}
