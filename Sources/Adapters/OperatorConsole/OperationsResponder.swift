package import Hummingbird

/// Hands each request of the operations listener to the part that answers it.
package struct OperationsResponder: HTTPResponder {
  package typealias Context = BasicRequestContext

  private let health: HealthResponder
  private let metrics: MetricsResponder

  package init(health: HealthResponder, metrics: MetricsResponder) {
    self.health = health
    self.metrics = metrics
  }

  package func respond(to request: Request, context: Context) async throws -> Response {
    if request.uri.path == "/metrics" {
      return try await metrics.respond(to: request, context: context)
    }
    return try await health.respond(to: request, context: context)
  }
}
