import Synchronization

/// Hands out the numbers of the certificates that are still to be got.
final class LoadTickets: Sendable {
  /// A few characters that tell this run's names from those of others.
  let run: String
  private let count: Int
  private let taken = Atomic(0)

  init(count: Int) {
    self.count = count
    run = "l" + String(UInt32.random(in: 0...UInt32.max), radix: 36)
  }

  /// The next number, from 1 on; `nil` when all are taken.
  func next() -> Int? {
    let number = taken.add(1, ordering: .relaxed).newValue
    return number <= count ? number : nil
  }
}
