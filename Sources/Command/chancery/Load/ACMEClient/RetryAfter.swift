import AuthorityModel
import Foundation

/// The `Retry-After` header field: a number of seconds or a date.
///
/// - Note: RFC 9110 §10.2.3, RFC 8555 §6.6 and §7.5.1.
enum RetryAfter {
  /// How long to wait, or `nil` when the text says nothing that the RFC defines.
  ///
  /// A date that has passed means no wait.
  static func duration(of text: String, now: Timestamp) -> Duration? {
    let text = text.trimmingCharacters(in: .whitespaces)
    // A year is longer than anyone waits, and keeps sums far from overflow.
    if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      return .seconds(min(Int(text) ?? .max, 31_536_000))
    }
    guard let date = date(of: text) else { return nil }
    return max(.zero, Timestamp(date) - now)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The time of an IMF-fixdate, as `Sun, 06 Nov 1994 08:49:37 GMT`: the one form that servers may
  /// still send (RFC 9110 §5.6.7).
  private static func date(of text: String) -> Date? {
    let fields = text.split(separator: " ", omittingEmptySubsequences: false)
    guard fields.count == 6, fields[0].hasSuffix(","), fields[5] == "GMT", fields[1].count == 2,
      let month = months.firstIndex(of: String(fields[2]))
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return try? Date("\(fields[3])-\(number)-\(fields[1])T\(fields[4])Z", strategy: .iso8601)
  }
}
