/// A certificate that is to be got.
struct Arrival: Sendable, Hashable {
  /// When it should begin: its latency counts from here, whenever it could really begin.
  let due: ContinuousClock.Instant
}
