/// All metrics there are, in the order in which they are shown.
package enum MetricCatalogue {
  package struct Chapter: Sendable {
    package let title: String
    package let metrics: [Metric]
  }

  package static let chapters = [
    Chapter(title: "The HSM", metrics: Metric.hsm),
    Chapter(title: "The queue", metrics: Metric.queue),
    Chapter(title: "Issuance", metrics: Metric.issuance),
    Chapter(title: "ACME requests", metrics: Metric.requests),
    Chapter(title: "Validation", metrics: Metric.validation),
    Chapter(title: "Storage", metrics: Metric.storage),
    Chapter(title: "The process", metrics: Metric.process),
  ]

  package static let metrics = chapters.flatMap(\.metrics)
}

/// Upper bounds of histograms.
enum Buckets {
  /// Of what a processor or a disk does.
  static let briefSeconds = [
    0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
  ]
  /// Of what people wait for.
  static let longSeconds = [
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200,
  ]
  static let sizes: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
}
