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
    guard let date = try? Date(text, strategy: .http) else { return nil }
    return max(.zero, Timestamp(date) - now)
  }
}
