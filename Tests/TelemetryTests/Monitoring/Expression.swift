import Telemetry

/// An expression in PromQL, looked at for the metrics that it names.
struct Expression: Hashable {
  let text: String

  /// A metric as an expression names it, with the labels that it is chosen by.
  struct Selection: Hashable {
    let name: String
    let labels: [String]
  }

  var selections: [Selection] {
    text.matches(of: /\b(?<name>(?:chancery|process)_[a-z0-9_]+)\s*(?:\{(?<matchers>[^}]*)\})?/)
      .map { match in
        Selection(
          name: String(match.name),
          labels: (match.matchers ?? "").matches(of: /([a-z_]+)\s*(?:=~|!~|!=|=)/).map {
            String($0.1)
          })
      }
  }

  /// The names of recorded rules in it.
  var recorded: [String] { text.matches(of: /chancery:[a-z0-9_:]+/).map { String($0.output) } }

  /// What is wrong with it.
  var faults: [String] {
    selections.compactMap { selection in
      guard let metric = Self.metric(exposedAs: selection.name) else {
        return "\(selection.name) is no metric: \(text)"
      }
      let known = metric.labels.map(\.name) + ["job", "instance", "le"]
      let strangers = selection.labels.filter { !known.contains($0) }
      return strangers.isEmpty
        ? nil : "\(metric.name) has no label \(strangers.joined(separator: ", ")): \(text)"
    }
  }

  /// The metric that a name in the exposition belongs to.
  static func metric(exposedAs name: String) -> Metric? {
    MetricCatalogue.metrics.first { metric in
      switch metric.kind {
      case .counter, .gauge: metric.name == name
      case .histogram: ["_bucket", "_sum", "_count"].contains { metric.name + $0 == name }
      }
    }
  }
}
