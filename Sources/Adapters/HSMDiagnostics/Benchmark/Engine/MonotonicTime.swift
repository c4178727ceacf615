import Glibc

/// A reading of the monotonic clock, in nanoseconds.
///
/// `ContinuousClock` costs several times as much as `clock_gettime`, which is read once for each
/// signature.
package struct MonotonicTime: Sendable, Hashable, Comparable {
  package let nanoseconds: UInt64

  package static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  static let distantFuture = MonotonicTime(nanoseconds: .max)

  package static func < (one: MonotonicTime, other: MonotonicTime) -> Bool {
    one.nanoseconds < other.nanoseconds
  }

  static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
    let (seconds, attoseconds) = duration.components
    return MonotonicTime(
      nanoseconds: time.nanoseconds + UInt64(max(0, seconds)) * 1_000_000_000
        + UInt64(max(0, attoseconds)) / 1_000_000_000)
  }

  package func seconds(since start: MonotonicTime) -> Double {
    Double(nanoseconds - min(start.nanoseconds, nanoseconds)) / 1e9
  }
}

/// The CPU time of this process, user and system, in seconds.
package enum ProcessorTime {
  package static var now: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
