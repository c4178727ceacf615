internal import Foundation

/// A value behind a lock.
///
/// `@unchecked`: the value is only touched under the lock. It is an `NSLock` since the thread sanitizer,
/// under which this target's tests run, reports races where `Synchronization.Mutex` is in use.
final class Guarded<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) {
    self.value = value
  }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(&value)
  }
}
