import Foundation

/// What `chancery load` found out, as it is printed at the end.
struct LoadReport: Sendable, Equatable, Encodable {
  /// The latencies of one step.
  struct Step: Sendable, Equatable, Encodable {
    let name: String
    let count: Int
    let p50InMilliseconds: Double
    let p99InMilliseconds: Double
    let maximumInMilliseconds: Double

    enum CodingKeys: String, CodingKey {
      case name
      case count
      case p50InMilliseconds = "p50_ms"
      case p99InMilliseconds = "p99_ms"
      case maximumInMilliseconds = "max_ms"
    }
  }

  /// The failures of one kind, with the first of them as an example.
  struct Failure: Sendable, Equatable, Encodable {
    let type: String
    let detail: String
    var count: Int
  }

  let certificates: Int
  let failed: Int
  let seconds: Double
  let certificatesPerSecond: Double
  let workers: Int
  let steps: [Step]
  let errors: [Failure]

  enum CodingKeys: String, CodingKey {
    case certificates
    case failed
    case seconds
    case certificatesPerSecond = "certificates_per_second"
    case workers
    case steps
    case errors
  }

  /// Puts a report together.
  ///
  /// - Parameter duration: Time from the first order to the last certificate, accounts not counted.
  init(
    certificates: Int, failed: Int, duration: Duration, workers: Int, steps: [Step],
    errors: [Failure]
  ) {
    let seconds = duration / .seconds(1)
    self.certificates = certificates
    self.failed = failed
    self.seconds = (seconds * 1000).rounded() / 1000
    certificatesPerSecond =
      seconds > 0 ? (Double(certificates) / seconds * 100).rounded() / 100 : 0
    self.workers = workers
    self.steps = steps
    self.errors = errors
  }

  /// The report for programs: one JSON object, keys sorted.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
