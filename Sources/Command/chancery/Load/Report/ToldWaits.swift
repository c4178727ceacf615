/// How true the waits were that a server told.
struct ToldWaits: Sendable, Equatable, Encodable {
  /// One order's wait, in seconds.
  struct Wait: Sendable, Equatable, Encodable {
    let told: Double
    let actual: Double

    enum CodingKeys: String, CodingKey {
      case told = "told_s"
      case actual = "actual_s"
    }
  }

  /// A report holds no more waits than that, evenly chosen.
  static let mostShown = 2000

  let count: Int
  /// The share whose actual wait was within a fifth of what was told; nil when none was told.
  let shareWithinFifth: Double?
  /// Actual ÷ told.
  let p10: Double?
  let p50: Double?
  let p90: Double?
  let waits: [Wait]

  enum CodingKeys: String, CodingKey {
    case count
    case shareWithinFifth = "share_within_20_percent"
    case p10 = "actual_to_told_p10"
    case p50 = "actual_to_told_p50"
    case p90 = "actual_to_told_p90"
    case waits
  }

  init(_ waits: [ToldWait]) {
    // To come back at once is no promise that could be kept or broken.
    let waits = waits.filter { $0.told > .zero }
    let ratios = waits.map { $0.actual / $0.told }.sorted()
    count = waits.count
    shareWithinFifth =
      ratios.isEmpty
      ? nil : Self.rounded(Double(ratios.count { (0.8...1.2).contains($0) }) / Double(ratios.count))
    p10 = Self.quantile(0.1, of: ratios)
    p50 = Self.quantile(0.5, of: ratios)
    p90 = Self.quantile(0.9, of: ratios)
    let stride = max(1, (waits.count + Self.mostShown - 1) / Self.mostShown)
    self.waits = Swift.stride(from: 0, to: waits.count, by: stride).map {
      Wait(
        told: Self.rounded(waits[$0].told / .seconds(1)),
        actual: Self.rounded(waits[$0].actual / .seconds(1)))
    }
  }

  private static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let rank = (Double(sorted.count) * share).rounded(.up)
    return rounded(sorted[max(Int(rank), 1) - 1])
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
