/// What a running CA did between its first and its last page of metrics.
package struct LiveObservation: Sendable, Hashable {
  package enum Fault: Error, Sendable, Hashable {
    /// The page has no such metric, so it isn't that of a Chancery.
    case missing(String)
    /// A counter went back: the CA was started anew meanwhile.
    case restarted
    /// There are not two pages, or no time passed between them.
    case tooShort
  }

  package let seconds: Double
  package let certificates: Double
  package let signatures: Double
  package let processorSeconds: Double
  /// Nil where the CA doesn't count them.
  package let statements: Double?
  package let commits: Double?
  package let lanes: Double
  /// The mean share of the lanes that were found busy.
  package let busyShare: Double
  /// The least that any page told of the queue's length.
  package let leastQueue: Double
  /// Orders a second, as the CA itself measures them; nil where it doesn't.
  package let drainPerSecond: Double?

  /// - Parameter pages: In their order, each with its time in seconds.
  package init(_ pages: [(seconds: Double, text: MetricsText)]) throws(Fault) {
    guard let first = pages.first, let last = pages.last, last.seconds > first.seconds else {
      throw .tooShort
    }
    seconds = last.seconds - first.seconds
    certificates = try Self.growth("chancery_certificates_issued_total", first.text, last.text) ?? 0
    // A counter with labels isn't there before it first counts.
    signatures = try Self.growth("chancery_hsm_signatures_total", first.text, last.text) ?? 0
    guard
      let processor = try Self.growth("process_cpu_seconds_total", first.text, last.text)
    else { throw .missing("process_cpu_seconds_total") }
    processorSeconds = processor
    statements = try Self.growth("chancery_storage_statements_total", first.text, last.text)
    commits = try Self.growth("chancery_storage_commits_total", first.text, last.text)
    guard let jobs = last.text.total("chancery_queue_jobs") else {
      throw .missing("chancery_queue_jobs")
    }
    leastQueue = pages.compactMap { $0.text.total("chancery_queue_jobs") }.min() ?? jobs
    lanes = last.text.total("chancery_hsm_lanes") ?? 0
    let shares = pages.compactMap { page -> Double? in
      guard let lanes = page.text.total("chancery_hsm_lanes"), lanes > 0 else { return nil }
      return (page.text.total("chancery_hsm_lanes_busy") ?? 0) / lanes
    }
    busyShare = shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
    drainPerSecond = last.text.total("chancery_queue_drain_rate")
  }

  private static func growth(
    _ name: String, _ first: MetricsText, _ last: MetricsText
  ) throws(Fault) -> Double? {
    guard let end = last.total(name) else { return nil }
    let growth = end - (first.total(name) ?? 0)
    guard growth >= 0 else { throw .restarted }
    return growth
  }

  /// Whether work waited all the time, so that what the CA did is what it can.
  package var isSaturated: Bool { leastQueue > lanes }

  package var certificatesPerSecond: Double { certificates / seconds }
  package var signaturesPerSecond: Double { signatures / seconds }
  /// What all lanes together would do if they were never idle; nil where they hardly did anything.
  package var signaturesPerSecondWhenBusy: Double? {
    busyShare >= 0.05 && signatures > 0 ? signaturesPerSecond / busyShare : nil
  }

  package func perCertificate(_ amount: Double) -> Double? {
    certificates > 0 ? amount / certificates : nil
  }
}
