import Foundation
import ReportPages

extension LoadReport: Encodable {
  enum CodingKeys: String, CodingKey {
    case directory
    case certificates
    case failed
    case seconds
    case certificatesPerSecond = "certificates_per_second"
    case workers
    case stages
    case arrivals
    case heldBack = "held_back"
    case longestDelay = "longest_delay_ms"
    case refused
    case refusedWithoutRetryAfter = "refused_without_retry_after"
    case serverErrors = "server_errors"
    case renewals
    case driverTime = "driver_cpu_ms_per_certificate"
    case serverTime = "server_cpu_ms_per_certificate"
    case steps
    case errors
    case timeline
    case toldWaits = "told_waits"
    case distribution
    case distributionOnceBegun = "distribution_once_begun"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(directory, forKey: .directory)
    try container.encode(counts.done, forKey: .certificates)
    try container.encode(counts.failed, forKey: .failed)
    try container.encode(
      ((duration / .seconds(1)) * 1000).rounded() / 1000, forKey: .seconds)
    try container.encode(certificatesPerSecond, forKey: .certificatesPerSecond)
    switch arrivals {
    case .closed(let workers, _, _): try container.encode(workers, forKey: .workers)
    case .open(let stages, _, _):
      try container.encode(stages.map(\.description), forKey: .stages)
    }
    try container.encode(counts.arrivals, forKey: .arrivals)
    try container.encode(counts.heldBack, forKey: .heldBack)
    try container.encode(counts.longestDelay.milliseconds, forKey: .longestDelay)
    try container.encode(counts.refused, forKey: .refused)
    try container.encode(counts.refusedWithoutRetryAfter, forKey: .refusedWithoutRetryAfter)
    try container.encode(counts.serverErrors, forKey: .serverErrors)
    try container.encode(counts.renewals, forKey: .renewals)
    try container.encode(perCertificate(driverTime), forKey: .driverTime)
    try container.encodeIfPresent(serverTime.map(perCertificate), forKey: .serverTime)
    try container.encode(steps, forKey: .steps)
    try container.encode(errors, forKey: .errors)
    try container.encode(seconds, forKey: .timeline)
    try container.encode(toldWaits, forKey: .toldWaits)
    try container.encode(distribution, forKey: .distribution)
    try container.encode(distributionOnceBegun, forKey: .distributionOnceBegun)
  }
}
