package import CoreMetrics

/// Counts and times the answers to ACME requests.
package struct RequestMetrics: Sendable {
  private struct Answer: Hashable {
    let endpoint: RequestedEndpoint
    let status: Int
  }

  private let answers: CounterFamily<Answer>
  private let times: [RequestedEndpoint: Timer]

  package init(factory: any MetricsFactory) {
    answers = CounterFamily { answer in
      Metric.acmeRequests.counter(
        answer.endpoint.rawValue, "\(answer.status)", factory: factory)
    }
    times = Dictionary(
      uniqueKeysWithValues: RequestedEndpoint.allCases.map {
        ($0, Metric.acmeRequestSeconds.timer($0.rawValue, factory: factory))
      })
  }

  /// - Parameter status: The HTTP status, which the server chose.
  package func answered(_ endpoint: RequestedEndpoint, with status: Int, after time: Duration) {
    answers.increment(Answer(endpoint: endpoint, status: status))
    times[endpoint]?.record(time)
  }
}
