internal import Glibc

/// What Linux knows of this process.
package struct ProcessFigures: Sendable {
  package let cpuTime: Duration?
  package let residentBytes: Int?
  package let openFiles: Int?
  package let fileLimit: Int?
  package let startedAt: Double?

  /// Reads `/proc/self`; what can't be read is left out.
  package init() {
    var time = timespec()
    cpuTime =
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0
      ? .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec) : nil
    // The second field is the resident pages (proc(5)).
    residentBytes = Self.text(of: "/proc/self/statm")
      .flatMap { $0.split(separator: " ").dropFirst().first }
      .flatMap { Int($0) }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    openFiles = Self.entryCount(of: "/proc/self/fd")
    var limit = rlimit()
    fileLimit =
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
      ? Int(clamping: limit.rlim_cur) : nil
    startedAt = Self.startTime
  }

  package var readings: [MetricReading] {
    [
      cpuTime.map { MetricReading(.processCPU, [], $0 / .seconds(1)) },
      residentBytes.map { MetricReading(.processMemory, [], $0) },
      openFiles.map { MetricReading(.processOpenFiles, [], $0) },
      fileLimit.map { MetricReading(.processFileLimit, [], $0) },
      startedAt.map { MetricReading(.processStart, [], $0) },
    ].compactMap { $0 }
  }

  /// Seconds since 1970: the system's start, and the 22nd field of `stat` in ticks after it (proc(5)).
  private static var startTime: Double? {
    guard
      let boot = text(of: "/proc/stat")?.split(separator: "\n")
        .first(where: { $0.hasPrefix("btime ") })?.split(separator: " ").last.flatMap({ Double($0) }
        ),
      // The name in the second field is in parentheses and may have blanks.
      let fields = text(of: "/proc/self/stat")?.split(separator: ")").last?.split(separator: " "),
      fields.count > 19, let ticks = Double(fields[19])
    else { return nil }
    return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func text(of path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    // The head is all that is wanted; /proc/stat may be long.
    while text.count < 1 << 20 {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func entryCount(of folder: String) -> Int? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var count = 0
    while readdir(stream) != nil { count += 1 }
    // Less the folder itself, its parent, and the descriptor of this look.
    return count - 3
  }
}
