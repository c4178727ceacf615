import CapacityModel

/// The study for programs.
struct CapacityDocument: Encodable {
  struct Certificate: Encodable {
    let keyType: String?
    let hsmSignatures: Double
    let statusSignatures: Double
    let listSignaturesPerSecond: Double
    let processorMilliseconds: Double
    let writes: Double
    let syncs: Double

    enum CodingKeys: String, CodingKey {
      case keyType = "key_type"
      case hsmSignatures = "signatures"
      case statusSignatures = "ocsp_signatures"
      case listSignaturesPerSecond = "crl_signatures_per_second"
      case processorMilliseconds = "cpu_ms"
      case writes
      case syncs = "fsyncs"
    }
  }

  struct Limit: Encodable {
    let resource: String
    let certificatesPerSecond: Double
    let use: Double

    enum CodingKeys: String, CodingKey {
      case resource
      case certificatesPerSecond = "certificates_per_second"
      case use = "use_at_capacity"
    }
  }

  struct Prospect: Encodable {
    let change: String
    let certificatesPerSecond: Double
    let gain: Double
    let limiting: String

    enum CodingKeys: String, CodingKey {
      case change
      case certificatesPerSecond = "certificates_per_second"
      case gain
      case limiting
    }
  }

  let certificatesPerSecond: Double
  let certificatesPerDay: Double
  let limiting: String
  let issuingLinePerSecond: Double
  let certificate: Certificate
  let limits: [Limit]
  let changes: [Prospect]
  let burst: BurstDocument?
  let sizing: SizingDocument?
  let live: LiveComparison?
  let sources: [CapacityStudy.Source]
  let notes: [String]

  enum CodingKeys: String, CodingKey {
    case certificatesPerSecond = "certificates_per_second"
    case certificatesPerDay = "certificates_per_day"
    case limiting
    case issuingLinePerSecond = "issuing_line_certificates_per_second"
    case certificate
    case limits
    case changes
    case burst
    case sizing
    case live
    case sources
    case notes
  }

  init(_ study: CapacityStudy) {
    let (plan, capacity) = (study.plan, study.capacity)
    certificatesPerSecond = capacity.certificatesPerSecond
    certificatesPerDay = capacity.certificatesPerDay
    limiting = capacity.limiting.rawValue
    issuingLinePerSecond = plan.issuingLineCapacity.certificatesPerSecond
    certificate = Certificate(
      keyType: study.keyType, hsmSignatures: plan.certificate.issuingSignatures,
      statusSignatures: plan.certificate.statusSignatures,
      listSignaturesPerSecond: plan.certificate.listSignaturesPerSecond,
      processorMilliseconds: plan.processorMilliseconds,
      writes: plan.machine.writesPerCertificate, syncs: plan.syncsPerCertificate)
    limits = capacity.limits.map {
      Limit(
        resource: $0.resource.rawValue, certificatesPerSecond: $0.certificatesPerSecond,
        use: capacity.use(of: $0))
    }
    changes = study.prospects.map {
      Prospect(
        change: $0.change.words(from: plan),
        certificatesPerSecond: $0.capacity.certificatesPerSecond,
        gain: $0.gain, limiting: $0.capacity.limiting.rawValue)
    }
    burst = study.forecast.map(BurstDocument.init)
    sizing = study.sizing.map(SizingDocument.init)
    live = study.comparison
    sources = study.sources
    notes = study.notes
  }
}
