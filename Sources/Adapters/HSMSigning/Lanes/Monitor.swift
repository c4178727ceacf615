import Glibc

/// A value behind a mutex, with conditions to wait for.
///
/// `Synchronization.Mutex` has no condition variables, and `NSCondition` waits by the wall clock, which
/// may be set. These wait by the monotonic clock, which nobody sets.
///
/// `@unchecked`: the value is only touched under the mutex; the pointers are set once.
final class Monitor<State>: @unchecked Sendable {
  /// What a thread may wait for.
  ///
  /// `@unchecked`: the pointer is set once, and what is behind it is made for many threads.
  struct Condition: @unchecked Sendable {
    fileprivate let pointer: UnsafeMutablePointer<pthread_cond_t>

    fileprivate init() {
      pointer = .allocate(capacity: 1)
      pointer.initialize(to: pthread_cond_t())
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(pointer, &attributes)
      pthread_condattr_destroy(&attributes)
    }

    func signal() { pthread_cond_signal(pointer) }
    func broadcast() { pthread_cond_broadcast(pointer) }

    fileprivate func destroy() {
      pthread_cond_destroy(pointer)
      pointer.deallocate()
    }
  }

  /// Work has come, or the lanes are to leave.
  let work = Condition()
  /// The next deadline may be another.
  let deadline = Condition()

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
    work.destroy()
    deadline.destroy()
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

  /// How long to wait for a condition.
  enum Patience {
    case none
    case unlimited
    case limited(Duration)
  }

  /// Runs a body alone and then waits for a condition as long as the body says.
  ///
  /// It may return early.
  func wait(for condition: Condition, _ body: (inout State) -> Patience) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    switch body(&state) {
    case .none:
      return
    case .unlimited:
      pthread_cond_wait(condition.pointer, mutex)
    case .limited(let duration):
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      let (seconds, attoseconds) = duration.components
      let nanoseconds = time.tv_nsec + Int(attoseconds / 1_000_000_000)
      time.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
      time.tv_nsec = nanoseconds % 1_000_000_000
      pthread_cond_timedwait(condition.pointer, mutex, &time)
    }
  }
}
