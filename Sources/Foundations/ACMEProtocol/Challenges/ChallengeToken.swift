/// The random value that makes each challenge its own.
///
/// - Note: RFC 8555 §8.1: base64url of at least 128 random bits.
package struct ChallengeToken: Sendable, Hashable {
  /// The least number of random bytes that RFC 8555 §8.1 allows.
  package static let leastByteCount = 16

  package let text: String

  /// The token of `randomBytes`, or `nil` when they are fewer than ``leastByteCount``.
  package init?(randomBytes: [UInt8]) {
    guard randomBytes.count >= Self.leastByteCount else { return nil }
    self.text = Base64URL.encode(randomBytes)
  }

  /// The token that `text` is, or `nil` when it is no base64url text of enough bytes.
  ///
  /// Clients put a token into a path and a file name, so they must check it (RFC 8555 §8.3).
  package init?(parsing text: String) {
    guard let bytes = try? Base64URL.decode(text), bytes.count >= Self.leastByteCount else {
      return nil
    }
    self.text = text
  }
}
