extension Metric {
  private static let endpoint = Label(
    "endpoint", RequestedEndpoint.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))

  package static let acmeRequests = Metric(
    "chancery_acme_requests_total", .counter, unit: "requests",
    labels: [endpoint, Label("status", "the HTTP status of the answer")],
    help: "ACME requests that were answered.")

  package static let acmeRequestSeconds = Metric(
    "chancery_acme_request_seconds", .histogram(upTo: Buckets.requestSeconds), unit: "seconds",
    labels: [endpoint],
    help: "How long an ACME request took, from its head to the answer; finalize waits on purpose.")

  package static let requests = [acmeRequests, acmeRequestSeconds]
}

extension Buckets {
  /// Of answers to requests, some of which wait for a certificate.
  fileprivate static let requestSeconds = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10,
  ]
}
