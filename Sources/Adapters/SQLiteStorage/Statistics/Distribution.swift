/// How often values fell between bounds: what a histogram shows.
package struct Distribution: Sendable, Hashable {
  /// The upper bounds, each included, in rising order; the last bucket has none.
  package let bounds: [Double]
  /// One more than there are bounds.
  package private(set) var counts: [Int]
  package private(set) var sum = 0.0

  package init(bounds: [Double]) {
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  package var total: Int { counts.reduce(0, +) }

  package mutating func count(_ value: Double) {
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    sum += value
  }
}
