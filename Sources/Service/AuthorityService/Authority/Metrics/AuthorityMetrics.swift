internal import AuthorityModel
internal import HSMSigning
internal import Issuance
internal import OperatorConsole
internal import SQLiteStorage
internal import Storage
internal import Telemetry
internal import Validation

/// What `/metrics` shows: what was recorded as it happened, and what the parts of the CA say of
/// themselves at the moment of the look.
struct AuthorityMetrics: MetricsSource {
  let registry: MetricRegistry
  let pools: [TokenPool]
  let stores: SQLiteStores
  let issuance: IssuanceService
  let validation: ValidationService
  let forecaster: QueueForecaster
  let clock: WallClock

  let contentType = PrometheusText.contentType

  func text() async -> String {
    var readings = registry.readings
    readings += pools.flatMap(\.status.readings)
    readings += await queue
    readings.append(MetricReading(.queueDrainRate, [], forecaster.jobsPerSecond ?? 0))
    readings += issuance.lintFindings.map { MetricReading(.lintFindings, [$0], $1) }
    readings.append(MetricReading(.validationBacklog, [], validation.backlog))
    readings += stores.database.statistics.readings
    readings += ProcessFigures().readings
    readings.append(MetricReading(.build, [Release.version], 1))
    return PrometheusText(readings).text
  }

  /// Nothing where the database can't be read, so that an old number doesn't pass for a new one.
  private var queue: [MetricReading] {
    get async {
      guard let backlog = try? await stores.jobs.backlog() else { return [] }
      let age = backlog.oldestAcceptedAt.map { max(.zero, clock.now - $0) } ?? .zero
      return QueueClass.allCases.map {
        MetricReading(.queueJobs, ["\($0)"], backlog.jobCounts[$0] ?? 0)
      } + [MetricReading(.queueOldestAge, [], age / .seconds(1))]
    }
  }
}
