internal import Synchronization

/// How many CAA look-ups may be under way at once, over all orders.
///
/// One order of a hundred names under a slow zone, finalized again and again, would otherwise take the
/// resolver away from everybody else's validations.
package final class LookupBudget: Sendable {
  private let limit: Int
  private let taken = Mutex(0)

  /// - Parameter limit: No less than an order may have names.
  package init(limit: Int) {
    self.limit = limit
  }

  /// Takes as many as are wanted, or none.
  func take(_ count: Int) -> Bool {
    taken.withLock { taken in
      guard taken + count <= limit else { return false }
      taken += count
      return true
    }
  }

  func giveBack(_ count: Int) {
    taken.withLock { $0 -= count }
  }
}
