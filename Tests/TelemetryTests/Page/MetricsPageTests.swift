import Conformance
import Telemetry
import Testing

@Suite("docs/metrics.md")
struct MetricsPageTests {
  @Test("The page shows each metric with its alerts")
  func pageIsFresh() throws {
    try RenderedPage("docs/metrics.md").hold(MetricsPage(rules: try RuleFile.example()).markdown)
  }
}
