package import CoreMetrics
internal import Synchronization

/// A metric's counters, each made when its key first comes and kept.
package final class CounterFamily<Key: Hashable & Sendable>: Sendable {
  private let counters = Mutex<[Key: Counter]>([:])
  private let make: @Sendable (Key) -> Counter

  package init(_ make: @escaping @Sendable (Key) -> Counter) {
    self.make = make
  }

  package func increment(_ key: Key) {
    let counter = counters.withLock { counters in
      if let counter = counters[key] { return counter }
      let counter = make(key)
      counters[key] = counter
      return counter
    }
    counter.increment()
  }
}
