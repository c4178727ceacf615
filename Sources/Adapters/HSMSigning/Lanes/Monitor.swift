import Glibc

/// A value behind a mutex, with conditions to wait for.
///
/// `Synchronization.Mutex` has no condition variables, and `NSCondition` waits by the wall clock, which
/// may be set. These wait by the monotonic clock, which nobody sets.
///
/// `@unchecked`: the value is only touched under the mutex; the pointer is set once.
final class Monitor<State>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var state: State

  init(_ state: State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Runs a body alone.
  func withLock<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&state)
  }

  /// Runs a body alone, again and again, waiting for a condition each time that it returns nil.
  func waiting<Result>(for condition: Condition, _ body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition.pointer, mutex)
    }
  }

  /// Runs a body alone and then waits for a condition as long as the body says, if at all.
  ///
  /// It may return early.
  func wait(for condition: Condition, _ body: (inout State) -> Duration?) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard let duration = body(&state), duration > .zero else { return }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let (seconds, attoseconds) = duration.components
    let nanoseconds = time.tv_nsec + Int(attoseconds / 1_000_000_000)
    time.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(condition.pointer, mutex, &time)
  }
}

/// What a thread may wait for.
///
/// `@unchecked`: the pointer is set once, and what is behind it is made for many threads.
final class Condition: @unchecked Sendable {
  fileprivate let pointer: UnsafeMutablePointer<pthread_cond_t>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: pthread_cond_t())
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(pointer, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(pointer)
    pointer.deallocate()
  }

  func signal() { pthread_cond_signal(pointer) }
}
