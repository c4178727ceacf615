import CapacityModel
import ReportPages

/// What a running CA did within a while, held against what was predicted.
struct LiveComparison: Sendable, Equatable, Encodable {
  /// One figure, predicted and actual.
  struct Row: Sendable, Equatable, Encodable {
    let figure: String
    let predicted: Double?
    let actual: Double
    /// Of the actual figure from the predicted one: 0.05 is 5 % more.
    var deviation: Double? {
      predicted.flatMap { $0 > 0 ? actual / $0 - 1 : nil }
    }
  }

  let seconds: Double
  /// Whether work waited all the time, so that rates are what the CA can, not what its clients want.
  let isSaturated: Bool
  let busyShare: Double
  let rows: [Row]

  enum CodingKeys: String, CodingKey {
    case seconds
    case isSaturated = "saturated"
    case busyShare = "lanes_busy_share"
    case rows
  }

  init(_ seen: LiveObservation, plan: CapacityPlan) {
    seconds = seen.seconds
    isSaturated = seen.isSaturated
    busyShare = seen.busyShare
    var rows = [
      Row(
        figure: "certificates/s",
        predicted: seen.isSaturated ? plan.capacity.certificatesPerSecond : nil,
        actual: seen.certificatesPerSecond)
    ]
    func add(_ figure: String, predicted: Double?, _ actual: Double?) {
      guard let actual else { return }
      rows.append(Row(figure: figure, predicted: predicted, actual: actual))
    }
    if case .tokens(let tokens) = plan.signing {
      add("lanes", predicted: Double(tokens.totalLanes), seen.lanes)
      add(
        "signatures/s when all lanes are busy", predicted: tokens.signaturesPerSecond,
        seen.signaturesPerSecondWhenBusy)
      add(
        "signatures a certificate", predicted: plan.certificate.issuingSignatures,
        seen.perCertificate(seen.signatures))
    }
    add(
      "CPU ms a certificate", predicted: plan.processorMilliseconds,
      seen.perCertificate(seen.processorSeconds * 1000))
    add(
      "commits a certificate",
      predicted: plan.syncsPerCertificate(at: seen.certificatesPerSecond),
      seen.commits.flatMap(seen.perCertificate))
    add(
      "SQL statements a certificate", predicted: nil, seen.statements.flatMap(seen.perCertificate))
    add(
      "queue drained, orders/s",
      predicted: seen.isSaturated ? plan.capacity.certificatesPerSecond : nil, seen.drainPerSecond)
    self.rows = rows
  }

  /// What the figures mean.
  var remark: String {
    if rows.first?.actual == 0 { return "Nothing was issued meanwhile." }
    return isSaturated
      ? "Work waited all the time, so these rates are what the CA can do."
      : "The CA was not at its limit (\(CapacityWording.percent(busyShare)) of its lanes were busy), so "
        + "certificates/s is what its clients want, not what it can do."
  }
}

extension CapacityStudy {
  /// Predicted against actual; nil where no running CA was asked.
  var comparisonSection: ReportSection? {
    guard let comparison else { return nil }
    var table = TextTable(.left, .right, .right, .right)
    for row in comparison.rows {
      table.add(
        row.figure, row.predicted.map(CapacityWording.rate) ?? "-",
        CapacityWording.rate(row.actual), row.deviation.map(CapacityWording.gain) ?? "-")
    }
    return ReportSection(
      title: "Live, for \(CapacityWording.span(comparison.seconds))",
      columns: ["predicted", "actual", "deviation"], table: table, remarks: [comparison.remark])
  }
}
