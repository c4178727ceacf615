package import CoreMetrics
internal import Synchronization

/// A metric's counters, each made when its key first comes and kept.
package final class CounterFamily<Key: Hashable & Sendable>: Sendable {
  private let counters = Mutex<[Key: Counter]>([:])
  private let make: @Sendable (Key) -> Counter

  /// - Parameter known: Keys whose series are there from the beginning: what rises from nothing to one is
  ///   no rise to Prometheus.
  package init(_ known: [Key] = [], _ make: @escaping @Sendable (Key) -> Counter) {
    self.make = make
    counters.withLock { counters in
      for key in known { counters[key] = make(key) }
    }
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
