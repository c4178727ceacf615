/// A limit that a run must keep: `p99_ms<=800`.
struct Objective: Sendable, Hashable {
  /// What can be promised; the names are those of the report.
  enum Quantity: String, Sendable, CaseIterable {
    case certificatesPerSecond = "certificates_per_second"
    /// Percentiles of the time from the moment a certificate was due until it was there.
    case p50 = "p50_ms"
    case p90 = "p90_ms"
    case p99 = "p99_ms"
    case p999 = "p99_9_ms"
    case maximum = "max_ms"
    /// Certificates that were not got.
    case errors
    /// Answers 429 and 503.
    case refused
    /// Answers 5xx but 503.
    case serverErrors = "server_errors"
    /// Arrivals that had to wait for others to end.
    case heldBack = "held_back"
    /// The share of orders told to wait whose wait was within a fifth of what they were told.
    case honestWaits = "told_waits_within_20_percent"
    /// How many times as many certificates a second as the other server.
    case ratio
  }

  enum Comparison: String, Sendable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
  }

  let quantity: Quantity
  let comparison: Comparison
  let limit: Double

  /// Reads `NAME<=NUMBER` or `NAME>=NUMBER`, with blanks or without; nil for anything else.
  init?(_ text: String) {
    guard let comparison = Comparison.allCases.first(where: { text.contains($0.rawValue) }),
      let place = text.firstRange(of: comparison.rawValue)
    else { return nil }
    let name = String(text[..<place.lowerBound]).trimmed
    self.init(name: name, limit: String(text[place.lowerBound...]))
  }

  /// Reads a name and a limit as `<= 800`.
  init?(name: String, limit text: String) {
    let text = text.trimmed
    guard let quantity = Quantity(rawValue: name),
      let comparison = Comparison.allCases.first(where: { text.hasPrefix($0.rawValue) }),
      let limit = Double(String(text.dropFirst(comparison.rawValue.count)).trimmed),
      limit.isFinite
    else { return nil }
    self.quantity = quantity
    self.comparison = comparison
    self.limit = limit
  }

  /// Whether a measured value keeps it; nothing measured keeps no promise.
  func isMet(by value: Double?) -> Bool {
    guard let value else { return false }
    return switch comparison {
    case .atMost: value <= limit
    case .atLeast: value >= limit
    }
  }
}

extension Objective: CustomStringConvertible {
  var description: String { "\(quantity.rawValue) \(comparison.rawValue) \(Self.text(limit))" }

  /// A number without needless decimals.
  static func text(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
