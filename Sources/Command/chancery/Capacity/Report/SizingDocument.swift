import CapacityModel

/// What a demand needs, for programs.
struct SizingDocument: Encodable {
  struct Tokens: Encodable {
    let count: Int
    let sessionsEach: Int
    let utilisation: Double
    let meanWaitMilliseconds: Double
    let wait99Milliseconds: Double

    enum CodingKeys: String, CodingKey {
      case count
      case sessionsEach = "sessions_each"
      case utilisation
      case meanWaitMilliseconds = "mean_wait_ms"
      case wait99Milliseconds = "p99_wait_ms"
    }
  }

  let certificatesPerDay: Double
  let peakFactor: Double
  let peakCertificatesPerSecond: Double
  let signaturesPerSecond: Double
  let tokens: Tokens?
  let cores: Double
  let syncsPerSecond: Double
  let isMet: Bool
  let shortages: [String]

  enum CodingKeys: String, CodingKey {
    case certificatesPerDay = "certificates_per_day"
    case peakFactor = "peak_factor"
    case peakCertificatesPerSecond = "peak_certificates_per_second"
    case signaturesPerSecond = "signatures_per_second"
    case tokens
    case cores
    case syncsPerSecond = "fsyncs_per_second"
    case isMet = "met"
    case shortages
  }

  init(_ sizing: Sizing) {
    certificatesPerDay = sizing.demand.certificatesPerDay
    peakFactor = sizing.demand.peakFactor
    peakCertificatesPerSecond = sizing.demand.peak
    signaturesPerSecond = sizing.signaturesPerSecond
    tokens = sizing.tokens.map {
      Tokens(
        count: $0.count, sessionsEach: $0.lanes, utilisation: $0.queue.utilisation,
        meanWaitMilliseconds: $0.queue.meanWaitSeconds * 1000,
        wait99Milliseconds: $0.queue.waitSeconds(exceededBy: 0.01) * 1000)
    }
    cores = sizing.cores
    syncsPerSecond = sizing.syncsPerSecond
    isMet = sizing.isMet
    shortages = sizing.shortages.map(\.rawValue)
  }
}
