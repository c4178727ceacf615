internal import Foundation

/// Numbers as people read them.
package enum Wording {
  /// A rate: `21,634`, `330`, `9.4`.
  package static func rate(_ value: Double) -> String {
    value < 100 ? decimal(value, value < 10 ? 2 : 1) : grouped(Int(value.rounded()))
  }

  /// A duration given in microseconds, in milliseconds of at least three digits.
  package static func milliseconds(_ microseconds: Double) -> String {
    let value = microseconds / 1000
    return decimal(value, value < 10 ? 3 : value < 100 ? 2 : 1)
  }

  /// A duration given in microseconds, with its unit: `45 µs`, `3.1 ms`, `1.2 s`.
  package static func latency(_ microseconds: Double) -> String {
    switch microseconds {
    case ..<1000: "\(decimal(microseconds, microseconds < 10 ? 1 : 0)) µs"
    case ..<1_000_000: "\(decimal(microseconds / 1000, microseconds < 100_000 ? 1 : 0)) ms"
    default: "\(decimal(microseconds / 1_000_000, 1)) s"
    }
  }

  /// A mark at an axis: `0`, `2,500`, `0.25`.
  package static func mark(_ value: Double) -> String {
    value == value.rounded() ? grouped(Int(value)) : trimmed(decimal(value, 3))
  }

  /// A duration at an axis, given in microseconds: `50 µs`, `2 ms`, `10 s`.
  package static func latencyMark(_ microseconds: Double) -> String {
    switch microseconds {
    case ..<1000: "\(mark(microseconds)) µs"
    case ..<1_000_000: "\(mark(microseconds / 1000)) ms"
    default: "\(mark(microseconds / 1_000_000)) s"
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }

  package static func percent(_ share: Double) -> String { "\(decimal(share * 100, 0)) %" }

  /// A share at an axis: `20 %`, `0.5 %`.
  package static func shareMark(_ share: Double) -> String {
    "\(mark((share * 1000).rounded() / 10)) %"
  }

  package static func decimal(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  /// Digits in groups of three.
  package static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var text = ""
    while digits.count > 3 {
      text = "," + digits.suffix(3) + text
      digits.removeLast(3)
    }
    return digits + text
  }
}
