/// What one series of a metric says at the moment.
package struct MetricReading: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case number(Double)
    case histogram(HistogramReading)
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
