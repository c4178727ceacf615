import Telemetry

/// `docs/metrics.md`, made of the catalogue and of the alerts that operators are given.
struct MetricsPage {
  let rules: RuleFile

  var markdown: String {
    ([Self.introduction] + MetricCatalogue.chapters.map(chapter) + [alerts, Self.buckets])
      .joined(separator: "\n")
  }

  private static let introduction = """
    # Metrics

    <!-- Rendered by scripts/render-docs from Sources/Foundations/Telemetry/Catalogue and Examples/monitoring. -->

    The listener `operations` (`http://127.0.0.1:14001` unless configured) shows these on `/metrics`, in Prometheus' text format
    0.0.4. [Examples/monitoring](../Examples/monitoring) has what goes with them: a configuration that scrapes, the alerts named below
    with a trial for each, and a Grafana dashboard.

    - Counters start at zero with the process; ask for their `rate`. Names end in `_total`, and in the unit where there is one.
    - The values of labels are the CA's own words, or names from its configuration. Nothing that a client wrote ever becomes one, and no
      metric has more than \(MetricRegistry.seriesLimit) series for long: what is beyond reads `other`.
    - What can't be read at the moment, as the queue while the database fails, is left out rather than shown with an old value.
    - To count takes 5 ns of processor time, to time 18 ns, both for one answer to a request 90 ns; a look at `/metrics` takes 0.3 ms.
      Why the exporter is our own: [decision 20](decisions/0020-own-exporter.md).

    """

  private func chapter(_ chapter: MetricCatalogue.Chapter) -> String {
    var lines = [
      "## \(chapter.title)", "", "| metric | type | labels | unit | what it says | alerts |",
      "|---|---|---|---|---|---|",
    ]
    for metric in chapter.metrics {
      let labels = metric.labels.map { "`\($0.name)`" }.joined(separator: ", ")
      let alerts = alertNames(about: metric).map { "[\($0)](#alerts)" }.joined(separator: ", ")
      lines.append(
        "| `\(metric.name)` | \(metric.kind.name) | \(labels) | \(metric.unit) | \(metric.help) "
          + "| \(alerts) |")
    }
    var labels: [Metric.Label] = []
    for label in chapter.metrics.flatMap(\.labels) where !labels.contains(label) {
      labels.append(label)
    }
    if !labels.isEmpty { lines += [""] + labels.map { "- `\($0.name)`: \($0.values)." } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The alerts whose expressions ask for a metric, by themselves or by what is recorded of it.
  private func alertNames(about metric: Metric) -> [String] {
    func names(_ rule: RuleFile.Rule) -> Bool {
      let expression = Expression(text: rule.expr)
      return expression.selections.contains { Expression.metric(exposedAs: $0.name) == metric }
        || rules.rules.contains { other in
          other.record.map(expression.recorded.contains) == true && names(other)
        }
    }
    return rules.alerts.filter(names).compactMap(\.alert)
  }

  private var alerts: String {
    var lines = [
      "## Alerts", "",
      "`page` wants somebody now, `ticket` on the next working day. The bounds are a start: set them by what you see.",
      "", "| alert | severity | when | for | what to do |", "|---|---|---|---|---|",
    ]
    for alert in rules.alerts {
      let expression = alert.expr.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .replacing("|", with: "\\|")
      lines.append(
        "| \(alert.alert ?? "") | \(alert.labels?["severity"] ?? "") | `\(expression)` "
          + "| \(alert.for ?? "at once") | \(alert.annotations?["description"] ?? "") |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static var buckets: String {
    var lines = ["## Buckets of the histograms", ""]
    for metric in MetricCatalogue.metrics {
      guard case .histogram(let bounds) = metric.kind else { continue }
      let texts = bounds.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
      lines.append("- `\(metric.name)`: \(texts.joined(separator: ", ")).")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
