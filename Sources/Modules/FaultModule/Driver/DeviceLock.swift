internal import Foundation

/// A value behind a lock whose waiters sleep.
///
/// `Synchronization.Mutex` first spins and then is handed from one waiter to the next, each of whom must be woken
/// for it. With 32 sessions on two processors that was 45 % of a benchmark's CPU, and a device of 10,667
/// signatures a second made 5,600: it must be no slower than its scenario says.
///
/// `@unchecked`: the value is only touched under the lock. It is of the module's own, which is loaded by other
/// programs and links nothing of the CA.
final class DeviceLock<Value: Sendable>: @unchecked Sendable {
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
