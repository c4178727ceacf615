import Telemetry
import Testing

@Suite("The catalogue of metrics")
struct MetricCatalogueTests {
  /// All metrics with a reading each.
  private static let exposition = PrometheusText(
    MetricCatalogue.metrics.map { metric in
      let labels = metric.labels.map { _ in "x" }
      return switch metric.kind {
      case .counter, .gauge: MetricReading(metric, labels, 1)
      case .histogram(let bounds):
        MetricReading(
          metric, labels, value: .histogram(HistogramReading(boundCount: bounds.count)))
      }
    }
  ).text

  @Test("promtool reads all of it back, and finds nothing to complain of in names and helps")
  func promtoolReadsIt() throws {
    #expect(try PromTool.complaint("check", "metrics", about: Self.exposition) == nil)
    for metric in MetricCatalogue.metrics {
      #expect(Self.exposition.contains("# TYPE \(metric.name) \(metric.kind.name)\n"))
    }
  }

  @Test("Each metric is listed once")
  func namesDiffer() {
    #expect(Set(MetricCatalogue.metrics.map(\.name)).count == MetricCatalogue.metrics.count)
  }

  @Test(
    "Each has a unit, one sentence of help, and labels that are explained",
    arguments: MetricCatalogue.metrics)
  func metricIsExplained(metric: Metric) {
    #expect(metric.help.hasSuffix(".") && !metric.help.contains("\n"))
    #expect(!metric.unit.isEmpty)
    #expect(metric.labels.allSatisfy { !$0.values.isEmpty })
    #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter))
    guard case .histogram(let bounds) = metric.kind else { return }
    #expect(bounds == bounds.sorted() && Set(bounds).count == bounds.count && !bounds.isEmpty)
  }

  @Test("What Linux knows of this process is there")
  func processFigures() throws {
    let figures = ProcessFigures()
    #expect(try #require(figures.cpuTime) > .zero)
    #expect(try #require(figures.residentBytes) > 1 << 20)
    // Standard input, output and error at the least.
    #expect(try #require(figures.openFiles) >= 3)
    #expect(try #require(figures.fileLimit) >= figures.openFiles ?? 0)
    // This test runs after 2020 and began before it looks.
    #expect(try #require(figures.startedAt) > 1_577_836_800)
    #expect(figures.readings.count == 5)
  }
}
