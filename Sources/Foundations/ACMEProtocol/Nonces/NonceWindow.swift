/// Which of the latest nonces are still outstanding: a counter and one bit for each.
///
/// A nonce is a number. Issuing takes the next one, redeeming clears its bit, and what falls out of the
/// window has expired. Nothing is stored for a nonce but its bit, whether it comes back or not.
package struct NonceWindow: Sendable {
  /// How many nonces are remembered: 2^20 in 128 KiB.
  package static let defaultCapacity = 1 << 20

  private let capacity: UInt64
  private var outstanding: [UInt64]
  private var latest: UInt64
  private var issuedCount: UInt64 = 0

  /// - Parameters:
  ///   - start: The number before the first; random, so that processes do not share numbers.
  ///   - capacity: Rounded up to a power of two that fills whole words.
  package init(startingAfter start: UInt64, capacity: Int = defaultCapacity) {
    var size: UInt64 = 64
    while size < capacity { size *= 2 }
    self.capacity = size
    self.outstanding = [UInt64](repeating: 0, count: Int(size / 64))
    self.latest = start
  }

  /// The next number; the one that the window then no longer reaches expires.
  package mutating func issue() -> UInt64 {
    latest &+= 1
    // Past 2^64 numbers the count stays full instead of starting anew.
    issuedCount = min(issuedCount + 1, capacity)
    let (word, bit) = place(of: latest)
    outstanding[word] |= bit
    return latest
  }

  /// Takes `number` out of the window, at most once.
  ///
  /// - Returns: Whether it was outstanding: issued here, recent enough, and not yet redeemed.
  package mutating func redeem(_ number: UInt64) -> Bool {
    let age = latest &- number
    guard age < issuedCount else { return false }
    let (word, bit) = place(of: number)
    guard outstanding[word] & bit != 0 else { return false }
    outstanding[word] &= ~bit
    return true
  }

  private func place(of number: UInt64) -> (word: Int, bit: UInt64) {
    let slot = number & (capacity - 1)
    return (Int(slot / 64), 1 << (slot % 64))
  }
}
