/// How observations of a histogram are spread.
package struct HistogramReading: Sendable, Hashable {
  /// Observations in each bucket alone, and last those above all bounds.
  package private(set) var counts: [UInt64]
  package private(set) var sum = 0.0

  /// - Parameter boundCount: How many bounds there are, the infinite one not counted.
  package init(boundCount: Int) {
    counts = Array(repeating: 0, count: boundCount + 1)
  }

  package init(counts: [UInt64], sum: Double) {
    self.counts = counts
    self.sum = sum
  }

  /// Counts one observation; it allocates nothing.
  ///
  /// - Parameter bounds: As many as it was made for, in ascending order.
  package mutating func observe(_ value: Double, in bounds: [Double]) {
    var bucket = 0
    while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
    guard bucket < counts.count else { return }
    counts[bucket] &+= 1
    sum += value
  }

  package var count: UInt64 { counts.reduce(0, &+) }
}
