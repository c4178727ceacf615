import ReportPages

/// What `chancery load` found out about one server.
struct LoadReport: Sendable, Equatable {
  /// The latencies of one step.
  struct Step: Sendable, Equatable, Encodable {
    let name: String
    let count: Int
    let p50InMilliseconds: Double
    let p90InMilliseconds: Double
    let p99InMilliseconds: Double
    let p999InMilliseconds: Double
    let maximumInMilliseconds: Double

    enum CodingKeys: String, CodingKey {
      case name
      case count
      case p50InMilliseconds = "p50_ms"
      case p90InMilliseconds = "p90_ms"
      case p99InMilliseconds = "p99_ms"
      case p999InMilliseconds = "p99_9_ms"
      case maximumInMilliseconds = "max_ms"
    }
  }

  /// The failures of one kind, with the first of them as an example.
  struct Failure: Sendable, Equatable, Encodable {
    let type: String
    let detail: String
    var count: Int
  }

  let directory: String
  let counts: LoadTally.Counts
  /// Time from the first order to the last certificate, accounts and the turns of others not counted.
  let duration: Duration
  let arrivals: ArrivalPattern
  /// CPU of this process meanwhile.
  let driverTime: Duration
  /// CPU of the server's process meanwhile, when it could be seen.
  var serverTime: Duration?
  let steps: [Step]
  let errors: [Failure]
  let seconds: [Timeline.Second]
  let toldWaits: ToldWaits
  /// Latencies from the moment that certificates were due.
  let distribution: [LatencyBin]
  /// Latencies from the moment that they were begun.
  let distributionOnceBegun: [LatencyBin]

  var certificatesPerSecond: Double {
    let seconds = duration / .seconds(1)
    return seconds > 0 ? (Double(counts.done) / seconds * 100).rounded() / 100 : 0
  }

  func perCertificate(_ time: Duration) -> Double {
    (time / .milliseconds(1) / Double(max(counts.done, 1)) * 1000).rounded() / 1000
  }

  /// The latencies of one step; nil when it did not occur.
  func step(_ step: LoadStep) -> Step? { steps.first { $0.name == step.rawValue } }
}
