import Dispatch
import Synchronization

/// Where every call of a module passes, so that none is under way while the module starts anew.
///
/// Passing takes two atomic additions and no lock, since each signature does it. A call counts itself
/// first and looks whether the gate is open second; whoever shuts the gate does it the other way round.
/// With sequential consistency at least one of the two sees the other.
final class CallGate: Sendable {
  private static let shut = -1

  /// The generation whose calls may pass, or `shut`.
  private let open: Atomic<Int>
  private let callsUnderWay = Atomic<Int>(0)
  private let lastCallLeft = DispatchSemaphore(value: 0)

  init() {
    open = Atomic(Self.shut)
  }

  /// The generation whose calls may pass.
  var openGeneration: Int? {
    let generation = open.load(ordering: .sequentiallyConsistent)
    return generation == Self.shut ? nil : generation
  }

  /// How many calls are under way.
  var count: Int { callsUnderWay.load(ordering: .sequentiallyConsistent) }

  /// Counts a call in, if its generation is the one that may pass; any is, when it is nil.
  ///
  /// - Returns: Whether it may go on; then it must call ``leave()``.
  @inline(__always)
  func enter(_ generation: Int? = nil) -> Bool {
    callsUnderWay.add(1, ordering: .sequentiallyConsistent)
    let current = open.load(ordering: .sequentiallyConsistent)
    if current != Self.shut, generation == nil || generation == current { return true }
    leave()
    return false
  }

  @inline(__always)
  func leave() {
    let left = callsUnderWay.subtract(1, ordering: .sequentiallyConsistent).newValue
    if left == 0, open.load(ordering: .sequentiallyConsistent) == Self.shut {
      lastCallLeft.signal()
    }
  }

  /// Lets the calls of a generation pass.
  func open(to generation: Int) {
    open.store(generation, ordering: .sequentiallyConsistent)
  }

  /// Lets no call pass any more, and waits until those under way have come back.
  ///
  /// - Returns: False when some have not come back in time; the gate is shut even so.
  func shut(waitingAtMost patience: Duration) -> Bool {
    open.store(Self.shut, ordering: .sequentiallyConsistent)
    let deadline = DispatchTime.now() + .nanoseconds(Int(clamping: patience.nanoseconds))
    while count > 0 {
      if lastCallLeft.wait(timeout: deadline) == .timedOut { return count == 0 }
    }
    return true
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow
      ? .max : product.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
  }
}
