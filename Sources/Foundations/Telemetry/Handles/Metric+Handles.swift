package import CoreMetrics

// Handles are made from a factory that is handed in, never from the process's: a test has its own.

extension Metric {
  /// A counter of this metric, under the values of its labels in their order.
  package func counter(_ values: String..., factory: any MetricsFactory) -> Counter {
    Counter(label: name, dimensions: dimensions(values), factory: factory)
  }

  package func timer(_ values: String..., factory: any MetricsFactory) -> Timer {
    Timer(label: name, dimensions: dimensions(values), factory: factory)
  }

  package func histogram(_ values: String..., factory: any MetricsFactory) -> Recorder {
    Recorder(label: name, dimensions: dimensions(values), aggregate: true, factory: factory)
  }

  private func dimensions(_ values: [String]) -> [(String, String)] {
    zip(labels, values).map { ($0.name, $1) }
  }
}

extension CoreMetrics.Timer {
  package func record(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    recordNanoseconds(overflows ? Int64.max : product &+ attoseconds / 1_000_000_000)
  }
}
