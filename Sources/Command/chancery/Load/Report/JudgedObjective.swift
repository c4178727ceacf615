/// A limit, what was measured, and whether it was kept.
struct JudgedObjective: Sendable, Equatable, Encodable {
  let objective: Objective
  /// Nil when nothing was measured, which keeps no promise.
  let measured: Double?

  init(_ objective: Objective, measured: Double?) {
    self.objective = objective
    self.measured = measured
  }

  var isMet: Bool { objective.isMet(by: measured) }

  enum CodingKeys: String, CodingKey {
    case objective
    case measured
    case isMet = "met"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(objective.description, forKey: .objective)
    try container.encodeIfPresent(measured, forKey: .measured)
    try container.encode(isMet, forKey: .isMet)
  }

  /// A line for people: `kept    p99_ms <= 800: 120.5`.
  var text: String {
    let value = measured.map(Objective.text) ?? "nothing was measured"
    return "\(isMet ? "kept  " : "BROKEN")  \(objective): \(value)"
  }
}

extension LoadReport {
  /// What was measured of a quantity that an objective may be for.
  func value(of quantity: Objective.Quantity, ratio: Double?) -> Double? {
    switch quantity {
    case .certificatesPerSecond: certificatesPerSecond
    case .p50: step(.fromDue)?.p50InMilliseconds
    case .p90: step(.fromDue)?.p90InMilliseconds
    case .p99: step(.fromDue)?.p99InMilliseconds
    case .p999: step(.fromDue)?.p999InMilliseconds
    case .maximum: step(.fromDue)?.maximumInMilliseconds
    case .errors: Double(counts.failed)
    case .refused: Double(counts.refused)
    case .serverErrors: Double(counts.serverErrors)
    case .heldBack: Double(counts.heldBack)
    case .honestWaits: toldWaits.shareWithinFifth.map { $0 * 100 }
    case .ratio: ratio
    }
  }
}
