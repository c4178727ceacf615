internal import Foundation

/// Where a value lies along an axis of a plot.
package struct Scale: Sendable {
  package enum Kind: Sendable {
    case linear
    case logarithmic
  }

  package let kind: Kind
  package let domain: ClosedRange<Double>
  /// Pixels from the domain's start to its end; the start may be the greater.
  package let pixels: (start: Double, end: Double)

  package init(kind: Kind, domain: ClosedRange<Double>, pixels: (start: Double, end: Double)) {
    self.kind = kind
    self.domain = domain
    self.pixels = pixels
  }

  /// The place of a value; one beyond the domain lies at its end.
  package func place(_ value: Double) -> Double {
    let value = min(max(value, domain.lowerBound), domain.upperBound)
    let share = (measure(value) - measure(domain.lowerBound)) / span
    return pixels.start + share * (pixels.end - pixels.start)
  }

  private var span: Double {
    max(measure(domain.upperBound) - measure(domain.lowerBound), .leastNonzeroMagnitude)
  }

  private func measure(_ value: Double) -> Double {
    kind == .linear ? value : log10(max(value, .leastNonzeroMagnitude))
  }

  /// Round values within the domain for marks at an axis.
  package var ticks: [Double] {
    switch kind {
    case .linear:
      let step = Self.roundStep(domain.upperBound / 4)
      let count = Int((domain.upperBound / step).rounded(.down))
      return (0...count).map { Double($0) * step }
    case .logarithmic:
      // Over many decades the powers of ten are enough; within one they are too few.
      let choices: [[Double]] = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 5], [1]]
      let marks = choices.map(marks)
      return marks.first { $0.count <= 8 } ?? marks.last ?? []
    }
  }

  /// The values within the domain that are one of the digits times a power of ten.
  private func marks(digits: [Double]) -> [Double] {
    let first = Int(log10(domain.lowerBound).rounded(.down))
    let last = Int(log10(domain.upperBound).rounded(.up))
    return (first...last).flatMap { exponent in digits.map { $0 * pow(10, Double(exponent)) } }
      .filter(domain.contains)
  }

  /// The least of 1, 2, 2.5 and 5 times a power of ten that is no less than a value.
  static func roundStep(_ value: Double) -> Double {
    guard value > 0 else { return 1 }
    let magnitude = pow(10, log10(value).rounded(.down))
    return [1, 2, 2.5, 5, 10].map { $0 * magnitude }.first { $0 >= value * 0.999 } ?? value
  }
}
