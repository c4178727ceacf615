/// What happened in each second of a run.
///
/// Events come in the order of time, nearly; one that comes late counts for the second at hand.
struct Timeline: Sendable {
  /// What happened in one second.
  struct Second: Sendable, Hashable, Encodable {
    /// Counted from 0.
    let second: Int
    var arrivals = 0
    var done = 0
    var refused = 0
    var errors = 0
    /// Under way at its end.
    var inFlight = 0
    /// Of the certificates that came in it, from the moment they were due; nil when none came.
    var p50: Double?
    var p99: Double?

    enum CodingKeys: String, CodingKey {
      case second
      case arrivals
      case done
      case refused
      case errors
      case inFlight = "in_flight"
      case p50 = "p50_ms"
      case p99 = "p99_ms"
    }
  }

  enum Event: Sendable, Hashable {
    case arrived
    case began
    /// A certificate came so long after it was due.
    case done(Duration)
    case failed
    case refused
  }

  /// How many of the last seconds are summed up for a live view.
  static let recentSeconds = 5

  /// The seconds that are over.
  private(set) var past: [Second] = []
  private var present = Second(second: 0)
  private var latencies: [Int] = []
  private var recentLatencies: [[Int]] = []
  private var inFlight = 0

  /// Counts an event.
  ///
  /// - Parameter moment: Time since the start of the run.
  mutating func record(_ event: Event, at moment: Duration) {
    advance(to: moment)
    switch event {
    case .arrived: present.arrivals += 1
    case .began: inFlight += 1
    case .done(let latency):
      inFlight -= 1
      present.done += 1
      latencies.append(latency.inMicroseconds)
    case .failed:
      inFlight -= 1
      present.errors += 1
    case .refused: present.refused += 1
    }
  }

  /// All seconds, the last one included though it may be a part.
  var seconds: [Second] { past + [closed()] }

  /// The seconds that lie behind a moment.
  mutating func advance(to moment: Duration) {
    let second = Int(moment.components.seconds)
    while present.second < second {
      past.append(closed())
      recentLatencies.append(latencies)
      if recentLatencies.count > Self.recentSeconds { recentLatencies.removeFirst() }
      latencies = []
      present = Second(second: present.second + 1)
    }
  }

  private func closed() -> Second {
    var second = present
    second.inFlight = inFlight
    let sorted = latencies.sorted()
    second.p50 = Self.percentile(50, of: sorted)
    second.p99 = Self.percentile(99, of: sorted)
    return second
  }

  /// What the last seconds that are over came to: certificates a second, and percentiles.
  var recent: (certificatesPerSecond: Double, p50: Double?, p99: Double?) {
    let sorted = recentLatencies.flatMap(\.self).sorted()
    let rate = Double(sorted.count) / Double(max(recentLatencies.count, 1))
    return (rate, Self.percentile(50, of: sorted), Self.percentile(99, of: sorted))
  }

  /// The percentile by nearest rank, of microseconds in milliseconds; nil when there is no value.
  static func percentile(_ percent: Int, of sorted: [Int]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let rank = (sorted.count * percent + 99) / 100
    return Double(sorted[max(rank, 1) - 1]) / 1000
  }
}
