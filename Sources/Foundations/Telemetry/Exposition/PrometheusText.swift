/// Readings in Prometheus' text format, version 0.0.4.
///
/// - Note: https://prometheus.io/docs/instrumenting/exposition_formats/
package struct PrometheusText: Sendable {
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// A block for each metric that has a reading, in the catalogue's order.
  package private(set) var text = ""

  /// - Parameter catalogue: The metrics to be shown; readings of others are left out.
  package init(_ readings: [MetricReading], of catalogue: [Metric] = MetricCatalogue.metrics) {
    let blocks = Dictionary(grouping: readings, by: \.metric.name)
    for metric in catalogue {
      guard let block = blocks[metric.name] else { continue }
      text += "# HELP \(metric.name) \(metric.help.escapedHelp)\n"
      text += "# TYPE \(metric.name) \(metric.kind.name)\n"
      for reading in block.sorted(by: { $0.labelValues.lexicographicallyPrecedes($1.labelValues) })
      {
        append(reading)
      }
    }
  }

  private mutating func append(_ reading: MetricReading) {
    let metric = reading.metric
    let labels = zip(metric.labels, reading.labelValues).map { (name: $0.name, value: $1) }
    switch (metric.kind, reading.value) {
    case (.histogram(let bounds), .histogram(let histogram)):
      var count: UInt64 = 0
      for (bound, inBucket) in zip(bounds + [.infinity], histogram.counts) {
        count &+= inBucket
        append("\(metric.name)_bucket", labels + [("le", bound.exposed)], "\(count)")
      }
      append("\(metric.name)_sum", labels, histogram.sum.exposed)
      append("\(metric.name)_count", labels, "\(count)")
    case (.counter, .number(let number)), (.gauge, .number(let number)):
      append(metric.name, labels, number.exposed)
    case (.histogram, .number), (.counter, .histogram), (.gauge, .histogram):
      // Nothing true can be said of it.
      return
    }
  }

  private mutating func append(
    _ name: String, _ labels: [(name: String, value: String)], _ value: String
  ) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.name)=\"\($0.value.escapedLabelValue)\"" }
      text += "{\(pairs.joined(separator: ","))}"
    }
    text += " \(value)\n"
  }
}

extension Double {
  /// As Go reads it, which Prometheus is written in.
  fileprivate var exposed: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
    if let whole = Int64(exactly: self) { return "\(whole)" }
    return "\(self)"
  }
}

extension String {
  fileprivate var escapedHelp: String {
    escaped { $0 == "\\" ? "\\\\" : $0 == "\n" ? "\\n" : nil }
  }

  fileprivate var escapedLabelValue: String {
    escaped { $0 == "\\" ? "\\\\" : $0 == "\n" ? "\\n" : $0 == "\"" ? "\\\"" : nil }
  }

  private func escaped(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in unicodeScalars {
      if let escape = replacement(scalar) {
        result += escape
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
