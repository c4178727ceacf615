/// A metric as it is documented and exposed.
///
/// All of them are in ``MetricCatalogue``; `docs/metrics.md` is rendered from that.
package struct Metric: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// It only grows, from zero at the process's start.
    case counter
    case gauge
    /// How many observations were at most so large; the last bucket, which takes all, isn't listed.
    case histogram(upTo: [Double])
  }

  /// A label, whose values the CA itself decides on; never what a client wrote.
  package struct Label: Sendable, Hashable {
    package let name: String
    /// What the values are, for the page.
    package let values: String

    package init(_ name: String, _ values: String) {
      self.name = name
      self.values = values
    }
  }

  package let name: String
  package let kind: Kind
  /// `seconds`, `signatures`: what one is of.
  package let unit: String
  package let labels: [Label]
  /// One sentence.
  package let help: String

  package init(
    _ name: String, _ kind: Kind, unit: String, labels: [Label] = [], help: String
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.labels = labels
    self.help = help
  }
}

extension Metric.Kind {
  /// As Prometheus calls it.
  package var name: String {
    switch self {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram: "histogram"
    }
  }
}
