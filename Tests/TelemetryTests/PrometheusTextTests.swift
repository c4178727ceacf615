import Telemetry
import Testing

@Suite("Prometheus' text format")
struct PrometheusTextTests {
  private static let label = Metric.Label("name", "whatever")
  private static let counter = Metric(
    "a_total", .counter, unit: "things", labels: [label], help: "Things\nwith \\ and \"quotes\".")
  private static let gauge = Metric("b", .gauge, unit: "things", help: "A level.")
  private static let histogram = Metric(
    "c_seconds", .histogram(upTo: [0.5, 1]), unit: "seconds", labels: [label], help: "Times.")
  private static let catalogue = [counter, gauge, histogram]

  private func text(_ readings: MetricReading...) -> String {
    PrometheusText(readings, of: Self.catalogue).text
  }

  @Test("Each metric has its help and type once, and its series in the order of their labels")
  func blocks() {
    #expect(
      text(
        MetricReading(Self.counter, ["z"], 2), MetricReading(Self.gauge, [], 0.25),
        MetricReading(Self.counter, ["a"], 1))
          == #"""
          # HELP a_total Things\nwith \\ and "quotes".
          # TYPE a_total counter
          a_total{name="a"} 1
          a_total{name="z"} 2
          # HELP b A level.
          # TYPE b gauge
          b 0.25

          """#)
  }

  @Test("A histogram's buckets add up, and the last takes all")
  func histograms() {
    var histogram = HistogramReading(boundCount: 2)
    for value in [0.25, 0.5, 0.75, 2] { histogram.observe(value, in: [0.5, 1]) }
    #expect(
      text(MetricReading(Self.histogram, ["x"], value: .histogram(histogram)))
        == #"""
        # HELP c_seconds Times.
        # TYPE c_seconds histogram
        c_seconds_bucket{name="x",le="0.5"} 2
        c_seconds_bucket{name="x",le="1"} 3
        c_seconds_bucket{name="x",le="+Inf"} 4
        c_seconds_sum{name="x"} 3.5
        c_seconds_count{name="x"} 4

        """#)
  }

  @Test(
    "Values of labels can't break out of their quotes",
    arguments: [
      ("plain", "plain"), ("a\"b", #"a\"b"#), ("a\\b", #"a\\b"#), ("a\nb", #"a\nb"#),
      ("Zürich", "Zürich"), ("", ""), ("\"} 9\nb 7", #"\"} 9\nb 7"#),
    ])
  func labelsAreEscaped(value: String, escaped: String) {
    #expect(
      text(MetricReading(Self.counter, [value], 1)).split(separator: "\n").last
        == "a_total{name=\"\(escaped)\"} 1")
  }

  @Test(
    "Numbers are written as Go reads them",
    arguments: [
      (0.0, "0"), (-1.0, "-1"), (1e15, "1000000000000000"), (0.1, "0.1"), (1e-9, "1e-09"),
      (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ])
  func numbers(value: Double, written: String) {
    #expect(text(MetricReading(Self.gauge, [], value)).hasSuffix("\nb \(written)\n"))
  }

  @Test("What the catalogue doesn't have, or keeps as another kind, is not shown")
  func others() {
    let other = Metric("other", .gauge, unit: "things", help: "Not in the catalogue.")
    #expect(text(MetricReading(other, [], 1)) == "")
    #expect(!text(MetricReading(Self.histogram, ["x"], 1)).contains("} 1"))
  }
}
