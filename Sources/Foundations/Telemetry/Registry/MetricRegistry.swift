internal import Synchronization

/// Keeps what is counted and timed: a backend of swift-metrics.
///
/// It knows the metrics of a catalogue. What another library counts by the same door, or under labels
/// that the catalogue doesn't have, goes nowhere, so that `/metrics` shows what `docs/metrics.md`
/// explains and nothing else.
package final class MetricRegistry: Sendable {
  /// So many series of one metric; the values of labels beyond them all read `other`.
  package static let seriesLimit = 500

  private let metrics: [String: Metric]
  private let series = Mutex<[String: [[String]: any Series]]>([:])

  package init(_ catalogue: [Metric] = MetricCatalogue.metrics) {
    metrics = Dictionary(catalogue.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What each series says now.
  package var readings: [MetricReading] {
    series.withLock { series in
      series.flatMap { name, members -> [MetricReading] in
        guard let metric = metrics[name] else { return [] }
        return members.map { MetricReading(metric, $0, value: $1.value) }
      }
    }
  }

  /// The one series of that name and labels, made when it is first asked for.
  ///
  /// - Returns: Nil where the catalogue has no such metric, or one of another kind.
  func member<Member: Series>(
    _ name: String, _ dimensions: [(String, String)], of type: Member.Type
  ) -> Member? {
    guard let metric = metrics[name], let made = Member(metric.kind) else { return nil }
    guard metric.labels.count == dimensions.count else { return nil }
    var values: [String] = []
    for label in metric.labels {
      guard let value = dimensions.first(where: { $0.0 == label.name })?.1 else { return nil }
      values.append(value)
    }
    return series.withLock { series in
      let members = series[name, default: [:]]
      if members[values] == nil, members.count >= Self.seriesLimit {
        values = values.map { _ in "other" }
      }
      if let member = members[values] { return member as? Member }
      series[name, default: [:]][values] = made
      return made
    }
  }

  /// Forgets a series whose handle was destroyed.
  func remove(_ member: AnyObject) {
    series.withLock { series in
      for (name, members) in series {
        for (values, other) in members where other === member { series[name]?[values] = nil }
      }
    }
  }
}

/// The memory of one series.
protocol Series: AnyObject, Sendable {
  /// - Returns: Nil where a metric of that kind is kept otherwise.
  init?(_ kind: Metric.Kind)

  var value: MetricReading.Value { get }
}
