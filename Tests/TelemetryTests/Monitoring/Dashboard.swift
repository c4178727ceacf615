import Foundation

/// What of Grafana's dashboard asks Prometheus for something.
struct Dashboard: Decodable {
  struct Panel: Decodable {
    struct Target: Decodable {
      let refId: String
      let expr: String
    }

    struct Place: Decodable {
      let x: Int
      let y: Int
      let w: Int
      let h: Int
    }

    let id: Int
    let title: String
    let gridPos: Place
    let targets: [Target]?
  }

  struct Annotations: Decodable {
    struct Query: Decodable { let expr: String }
    let list: [Query]
  }

  let title: String
  let panels: [Panel]
  let annotations: Annotations

  static func example() throws -> Dashboard {
    try JSONDecoder().decode(Dashboard.self, from: MonitoringExample.dashboard.contents())
  }

  /// All expressions, with values in place of Grafana's variables.
  var expressions: [Expression] {
    (panels.flatMap { $0.targets ?? [] }.map(\.expr) + annotations.list.map(\.expr)).map { text in
      Expression(
        text: text.replacing("$__rate_interval", with: "5m").replacing("$job", with: "chancery")
          .replacing("$instance", with: ".*"))
    }
  }
}
