/// How arrivals of an open loop follow each other.
enum ArrivalSpacing: String, Sendable, Hashable, CaseIterable {
  /// As clients that know nothing of each other: exponential gaps, so they bunch now and then.
  case poisson
  /// Always the same gap.
  case even
}
