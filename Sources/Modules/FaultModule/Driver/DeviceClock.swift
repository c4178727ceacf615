import Glibc

/// The machine's monotonic clock, counted from an origin.
struct DeviceClock: Sendable {
  private let origin: Int64

  init() {
    origin = Self.nanoseconds()
  }

  var now: Duration { .nanoseconds(Self.nanoseconds() - origin) }

  /// Sleeps until a time, to within a few microseconds.
  func sleep(until deadline: Duration) {
    let (seconds, attoseconds) = deadline.components
    let target = origin + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    guard target > Self.nanoseconds() else { return }
    var time = timespec(tv_sec: Int(target / 1_000_000_000), tv_nsec: Int(target % 1_000_000_000))
    // The kernel may otherwise wake a thread 50 µs late, to save power.
    let slack = TimerSlack.current
    TimerSlack.set(1)
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    TimerSlack.set(slack)
  }

  private static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
