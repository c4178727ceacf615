/// What one series of a metric says at the moment.
package struct MetricReading: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case number(Double)
    case distribution(Distribution)
  }

  package let metric: Metric
  /// The values of the metric's labels, in their order.
  package let labelValues: [String]
  package let value: Value

  package init(_ metric: Metric, _ labelValues: [String] = [], value: Value) {
    self.metric = metric
    self.labelValues = labelValues
    self.value = value
  }

  package init(_ metric: Metric, _ labelValues: [String] = [], _ number: some BinaryInteger) {
    self.init(metric, labelValues, value: .number(Double(number)))
  }

  package init(_ metric: Metric, _ labelValues: [String] = [], _ number: Double) {
    self.init(metric, labelValues, value: .number(number))
  }
}

/// How observations of a histogram are spread.
package struct Distribution: Sendable, Hashable {
  /// Observations in each bucket alone, and last those above all bounds.
  package private(set) var counts: [UInt64]
  package private(set) var sum = 0.0

  /// - Parameter boundCount: How many bounds there are, the infinite one not counted.
  package init(boundCount: Int) {
    counts = Array(repeating: 0, count: boundCount + 1)
  }

  /// Counts one observation; it allocates nothing.
  ///
  /// - Parameter bounds: As many as it was made for, in ascending order.
  package mutating func observe(_ value: Double, in bounds: [Double]) {
    var bucket = 0
    while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
    guard bucket < counts.count else { return }
    counts[bucket] &+= 1
    sum += value
  }

  package var count: UInt64 { counts.reduce(0, &+) }
}
