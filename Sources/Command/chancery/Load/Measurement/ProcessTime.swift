import Foundation
import Glibc

/// User and system time of a process so far.
enum ProcessTime {
  /// Of this process, its threads included.
  static var own: Duration {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(.zero) {
      $0 + .seconds($1.tv_sec) + .microseconds($1.tv_usec)
    }
  }

  /// Of another process on this machine; nil when there is none, or none that may be looked at.
  static func of(process: Int32) -> Duration? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return nil
    }
    return duration(stat: text, ticksPerSecond: sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The sum of the fields 14 and 15 of proc_pid_stat(5); they are counted from behind the name, which
  /// may hold blanks and parentheses.
  static func duration(stat: String, ticksPerSecond: Int) -> Duration? {
    guard let nameEnd = stat.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
    let fields = stat[stat.index(after: nameEnd)...].split(separator: " ")
    guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else {
      return nil
    }
    return .milliseconds((user + system) * 1000 / ticksPerSecond)
  }
}
