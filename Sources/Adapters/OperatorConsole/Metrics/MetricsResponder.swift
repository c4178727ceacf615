internal import HTTPTypes
package import Hummingbird
internal import NIOCore

/// What `/metrics` shows, as text that is made for each look.
package protocol MetricsSource: Sendable {
  /// The media type of ``text()``.
  var contentType: String { get }

  func text() async -> String
}

/// Answers `/metrics`, for Prometheus and `chancery capacity --live`.
package struct MetricsResponder: HTTPResponder {
  package typealias Context = BasicRequestContext

  private let source: any MetricsSource

  package init(source: any MetricsSource) {
    self.source = source
  }

  package func respond(to request: Request, context: Context) async throws -> Response {
    guard request.method == .get || request.method == .head else {
      return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
    }
    let response = Response(
      status: .ok, headers: [.contentType: source.contentType, .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: await source.text())))
    return request.method == .head ? response.createHeadResponse() : response
  }
}
