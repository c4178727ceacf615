import ReportPages

/// Numbers as people read them.
enum CapacityWording {
  /// A rate: `21,634`, `330`, `94.3`, `9.41`.
  static func rate(_ value: Double) -> String {
    guard value.isFinite else { return "no limit" }
    return value < 100 ? decimal(value, value < 10 ? 2 : 1) : count(value)
  }

  /// A whole number, in groups of three digits.
  static func count(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e18 else { return "no limit" }
    return Wording.grouped(Int(value.rounded()))
  }

  /// A great number in words: `27.9 million`.
  static func large(_ value: Double) -> String {
    switch value {
    case 1e9...: "\(decimal(value / 1e9, 1)) thousand million"
    case 1e6...: "\(decimal(value / 1e6, 1)) million"
    default: count(value)
    }
  }

  static func percent(_ share: Double) -> String {
    share.isFinite ? "\(decimal(share * 100, share > 0 && share < 0.01 ? 1 : 0)) %" : "-"
  }

  /// A gain, with its sign: `+100 %`.
  static func gain(_ share: Double) -> String {
    abs(share) < 0.005 ? "none" : "\(share > 0 ? "+" : "−")\(percent(abs(share)))"
  }

  /// A span of time: `0.4 ms`, `3.1 s`, `12 min`, `4.2 h`, `90 days`.
  static func span(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "for ever" }
    return switch seconds {
    case ..<0.0000005: "0 ms"
    case ..<0.001: "\(decimal(seconds * 1000, 3)) ms"
    case ..<1: "\(decimal(seconds * 1000, seconds < 0.1 ? 1 : 0)) ms"
    case ..<120: "\(decimal(seconds, seconds < 10 ? 1 : 0)) s"
    case ..<7200: "\(decimal(seconds / 60, 0)) min"
    case ..<172_800: "\(decimal(seconds / 3600, 1)) h"
    default: "\(decimal(seconds / 86_400, seconds < 864_000 ? 1 : 0)) days"
    }
  }

  /// A number without decimals where it has none: `7`, `6.8`.
  static func plain(_ value: Double) -> String {
    value == value.rounded() ? count(value) : decimal(value, 1)
  }

  static func cores(_ count: Double) -> String {
    "\(plain(count)) \(count == 1 ? "core" : "cores")"
  }

  static func milliseconds(_ value: Double) -> String { "\(decimal(value, value < 10 ? 2 : 1)) ms" }

  /// `1 token`, `2 tokens`.
  static func number(_ count: Int, _ noun: String) -> String {
    "\(CapacityWording.count(Double(count))) \(noun)\(count == 1 ? "" : "s")"
  }

  static func decimal(_ value: Double, _ digits: Int) -> String {
    Wording.decimal(value, digits)
  }
}
