import CapacityModel

/// A plan, where its figures are from, and what was asked about it.
struct CapacityStudy {
  /// One figure, and who says so.
  struct Source: Sendable, Hashable, Encodable {
    let figure: String
    let value: String
    let origin: String
  }

  /// A key of another type on the same token.
  struct OtherKey: Sendable {
    let name: String
    let speed: SigningSpeed
  }

  var plan: CapacityPlan
  /// Of the issuer's key, as `RSA-2048`; nil where nobody knows.
  var keyType: String?
  var otherKeys: [OtherKey] = []
  var sources: [Source] = []
  /// What a reader should know before he trusts the figures.
  var notes: [String] = []
  var burst: Burst?
  var demand: Demand?

  var capacity: Throughput { plan.capacity }
  var prospects: [Prospect] {
    Prospect.all(for: plan, otherKeys: otherKeys.map { ($0.name, $0.speed) })
  }
  var forecast: BurstForecast? { burst.map { BurstForecast($0, for: plan) } }
  var sizing: Sizing? { demand.map { Sizing($0, for: plan) } }
  /// What a running CA did meanwhile; nil where none was asked.
  var comparison: LiveComparison?
}
