import Conformance
import Foundation
import Yams

/// A file of Prometheus' rules.
struct RuleFile: Decodable {
  struct Group: Decodable {
    let name: String
    let rules: [Rule]
  }

  struct Rule: Decodable {
    let alert: String?
    let record: String?
    let expr: String
    let `for`: String?
    let labels: [String: String]?
    let annotations: [String: String]?
  }

  let groups: [Group]

  /// The one that operators are given.
  static func example() throws -> RuleFile {
    try YAMLDecoder().decode(RuleFile.self, from: MonitoringExample.rules.contents())
  }

  var rules: [Rule] { groups.flatMap(\.rules) }
  var alerts: [Rule] { rules.filter { $0.alert != nil } }
}

/// A file under `Examples/monitoring`.
enum MonitoringExample: String, CaseIterable {
  case configuration = "prometheus.yml"
  case rules = "prometheus-rules.yaml"
  case ruleTests = "prometheus-rules-test.yaml"
  case dashboard = "grafana-dashboard.json"

  var file: URL {
    RenderedPage.repository.appending(path: "Examples/monitoring").appending(path: rawValue)
  }

  func contents() throws -> Data { try Data(contentsOf: file) }
}
