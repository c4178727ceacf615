import Glibc

/// How late the kernel may wake the current thread, in nanoseconds (prctl(2)).
enum TimerSlack {
  private typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32

  // Swift's Glibc lacks <sys/prctl.h>.
  private static let control = dlsym(nil, "prctl").map { unsafeBitCast($0, to: Control.self) }
  private static let setOption: Int32 = 29  // PR_SET_TIMERSLACK
  private static let getOption: Int32 = 30  // PR_GET_TIMERSLACK

  static var current: UInt {
    UInt(max(0, control?(getOption, 0, 0, 0, 0) ?? 0))
  }

  /// Sets the slack; 0 means the usual one.
  static func set(_ nanoseconds: UInt) {
    _ = control?(setOption, nanoseconds, 0, 0, 0)
  }
}
