import Foundation
import Telemetry
import Testing

@Suite("Examples/monitoring")
struct MonitoringExamplesTests {
  @Test("promtool takes the rules, their trials pass, and so does the configuration")
  func promtoolAgrees() throws {
    let path = { (file: MonitoringExample) in file.file.path(percentEncoded: false) }
    #expect(try PromTool.complaint("check", "rules", path(.rules)) == nil)
    #expect(try PromTool.complaint("test", "rules", path(.ruleTests)) == nil)
    #expect(try PromTool.complaint("check", "config", path(.configuration)) == nil)
  }

  @Test("promtool is heard where it complains")
  func promtoolIsHeard() throws {
    #expect(try PromTool.complaint("check", "metrics", about: "nonsense{") != nil)
  }

  @Test("Rules name only metrics and labels that there are, and what they record themselves")
  func rulesNameMetrics() throws {
    let file = try RuleFile.example()
    let recorded = file.rules.compactMap(\.record)
    for expression in file.rules.map({ Expression(text: $0.expr) }) {
      #expect(expression.faults == [])
      for name in expression.recorded { #expect(recorded.contains(name), "\(expression.text)") }
    }
  }

  @Test("Each alert says how urgent it is, what happened and what to do, and has its trial")
  func alertsAreComplete() throws {
    let trials = String(decoding: try MonitoringExample.ruleTests.contents(), as: UTF8.self)
    for alert in try RuleFile.example().alerts {
      let name = try #require(alert.alert)
      #expect(["page", "ticket"].contains(alert.labels?["severity"]), "\(name)")
      #expect(alert.annotations?["summary"]?.isEmpty == false, "\(name)")
      #expect(alert.annotations?["description"]?.isEmpty == false, "\(name)")
      #expect(trials.contains("alertname=\"\(name)\""), "no trial of \(name)")
    }
  }

  @Test("The dashboard names only metrics and labels that there are, in PromQL that parses")
  func dashboardNamesMetrics() throws {
    let expressions = try Dashboard.example().expressions
    #expect(expressions.count > 30)
    for expression in expressions { #expect(expression.faults == []) }
    // promtool parses the expressions of rules, so they become some.
    var rules = "groups:\n  - name: dashboard\n    rules:\n"
    for (number, expression) in expressions.enumerated() {
      rules += "      - record: dashboard:\(number)\n        expr: |\n"
      rules += "          \(expression.text)\n"
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
    try Data(rules.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try PromTool.complaint("check", "rules", file.path(percentEncoded: false)) == nil)
  }

  @Test("The dashboard's panels lie side by side, each with a number of its own")
  func panelsAreApart() throws {
    let panels = try Dashboard.example().panels
    #expect(Set(panels.map(\.id)).count == panels.count)
    for (number, one) in panels.enumerated() {
      #expect(one.gridPos.x + one.gridPos.w <= 24, "\(one.title)")
      for other in panels[(number + 1)...] {
        let (a, b) = (one.gridPos, other.gridPos)
        let overlap =
          a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
        #expect(!overlap, "\(one.title) and \(other.title)")
      }
    }
  }

  @Test("Each metric is on the dashboard or in an alert", arguments: MetricCatalogue.metrics)
  func metricsAreUsed(metric: Metric) throws {
    let names = try
      (Dashboard.example().expressions
      + RuleFile.example().rules.map { Expression(text: $0.expr) })
      .flatMap(\.selections).map(\.name)
    #expect(names.contains { Expression.metric(exposedAs: $0) == metric }, "\(metric.name)")
  }
}
