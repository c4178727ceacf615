import CoreMetrics
import Telemetry
import Testing

@Suite("The registry, as a backend of swift-metrics")
struct MetricRegistryTests {
  private let registry = MetricRegistry()

  private func value(of metric: Metric, _ labels: String...) -> MetricReading.Value? {
    registry.readings.first { $0.metric == metric && $0.labelValues == labels }?.value
  }

  @Test("Handles of the same name and labels count the same thing")
  func sameSeries() {
    Metric.ordersFailed.counter("caa", factory: registry).increment()
    Metric.ordersFailed.counter("caa", factory: registry).increment(by: 2)
    Metric.ordersFailed.counter("dns", factory: registry).increment()
    #expect(value(of: .ordersFailed, "caa") == .number(3))
    #expect(value(of: .ordersFailed, "dns") == .number(1))
  }

  @Test("Registries know nothing of each other")
  func apart() {
    Metric.ordersFailed.counter("caa", factory: MetricRegistry()).increment()
    #expect(registry.readings.isEmpty)
  }

  @Test("A series is there from when its handle is made, so that its first rise is seen")
  func startsAtZero() {
    _ = Metric.ordersFailed.counter("caa", factory: registry)
    #expect(value(of: .ordersFailed, "caa") == .number(0))
  }

  @Test("Durations are kept in seconds, whatever they were measured in")
  func durations() throws {
    let timer = Metric.queueWait.timer(factory: registry)
    timer.record(.milliseconds(1500))
    timer.recordMilliseconds(500)
    timer.record(.seconds(-5))
    timer.record(.seconds(Int64.max))
    guard case .histogram(let waits) = try #require(value(of: .queueWait)) else {
      Issue.record("no histogram")
      return
    }
    #expect(waits.count == 4)
    #expect(waits.counts.last == 1)
    // The clock that jumped back counts as no time.
    #expect(waits.counts[0] == 1)
    #expect(waits.sum > 9e9)
  }

  @Test(
    "What is on a bound counts below it, the least and the greatest have their buckets",
    arguments: [(0.0, 0), (1.0, 0), (1.5, 1), (2.0, 1), (512.0, 9), (513.0, 10)])
  func bounds(size: Double, bucket: Int) throws {
    Metric.storageGroupSize.histogram(factory: registry).record(size)
    guard case .histogram(let sizes) = try #require(value(of: .storageGroupSize)) else {
      Issue.record("no histogram")
      return
    }
    #expect(sizes.counts.firstIndex(of: 1) == bucket)
    #expect(sizes.count == 1 && sizes.sum == size)
  }

  @Test("No number at all is not observed")
  func nonsense() {
    let sizes = Metric.storageGroupSize.histogram(factory: registry)
    sizes.record(Double.nan)
    sizes.record(Double.infinity)
    #expect(value(of: .storageGroupSize) == .histogram(HistogramReading(boundCount: 10)))
  }

  @Test("What the catalogue doesn't know goes nowhere")
  func strangers() {
    Counter(label: "http_requests", dimensions: [("path", "/x")], factory: registry).increment()
    // Of another kind, without its label, with one too many, with another.
    Timer(label: Metric.ordersFailed.name, dimensions: [("reason", "x")], factory: registry)
      .recordSeconds(1)
    Counter(label: Metric.ordersFailed.name, factory: registry).increment()
    Counter(
      label: Metric.ordersFailed.name, dimensions: [("reason", "x"), ("b", "y")], factory: registry
    ).increment()
    Counter(label: Metric.ordersFailed.name, dimensions: [("b", "y")], factory: registry)
      .increment()
    #expect(registry.readings.isEmpty)
  }

  @Test("However many values a label gets, the series stay few")
  func boundedSeries() {
    for number in 0..<(MetricRegistry.seriesLimit + 50) {
      Metric.ordersFailed.counter("\(number)", factory: registry).increment()
    }
    #expect(registry.readings.count == MetricRegistry.seriesLimit + 1)
    #expect(value(of: .ordersFailed, "other") == .number(50))
  }

  @Test("A handle that is destroyed takes its series along")
  func destroyed() {
    let counter = Metric.ordersFailed.counter("caa", factory: registry)
    counter.increment()
    counter.destroy()
    #expect(registry.readings.isEmpty)
  }

  @Test("Gauges hold the last value, and what is added to it")
  func gauges() {
    let meter = Meter(label: Metric.validationBacklog.name, factory: registry)
    meter.set(5)
    meter.increment(by: 2.5)
    meter.decrement()
    #expect(value(of: .validationBacklog) == .number(6.5))
    Gauge(label: Metric.validationBacklog.name, factory: registry).record(1)
    #expect(value(of: .validationBacklog) == .number(1))
  }

  @Test("Nothing is lost where many count at once")
  func concurrency() async throws {
    let counter = Metric.ordersFailed.counter("caa", factory: registry)
    let sizes = Metric.storageGroupSize.histogram(factory: registry)
    let meter = Meter(label: Metric.validationBacklog.name, factory: registry)
    await withDiscardingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<1000 {
            counter.increment()
            sizes.record(3)
            meter.increment(by: 1.0)
          }
        }
      }
    }
    #expect(value(of: .ordersFailed, "caa") == .number(8000))
    #expect(value(of: .validationBacklog) == .number(8000))
    guard case .histogram(let spread) = try #require(value(of: .storageGroupSize)) else {
      Issue.record("no histogram")
      return
    }
    #expect(spread.count == 8000 && spread.sum == 24_000)
  }
}
