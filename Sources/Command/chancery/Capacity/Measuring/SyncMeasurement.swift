import Foundation
import Glibc
import HSMDiagnostics

/// How often a small write can be made durable where the database lies, one after the other.
struct SyncMeasurement: Sendable, Equatable {
  let syncsPerSecond: Double
  /// In seconds.
  let median: Double
  let percentile99: Double

  /// A page of the write-ahead log and its header.
  private static let writeInBytes = 4120

  /// Writes into a file of its own in a folder, and removes it.
  ///
  /// Blocks for as long as it measures.
  init(folder: String, for duration: Duration) throws(FileProblem) {
    let path = "\(folder)/chancery-capacity-\(getpid()).tmp"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .notWritable(path, code: errno) }
    defer {
      close(descriptor)
      unlink(path)
    }
    let block = [UInt8](repeating: 0x5a, count: Self.writeInBytes)
    var times: [Double] = []
    let start = MonotonicTime.now
    var now = start
    repeat {
      let before = now
      // Like the write-ahead log: appended, and from the beginning again after some megabytes.
      let offset = times.count % 1024 * Self.writeInBytes
      guard pwrite(descriptor, block, block.count, off_t(offset)) == block.count,
        fdatasync(descriptor) == 0
      else { throw .notWritable(path, code: errno) }
      now = .now
      times.append(now.seconds(since: before))
    } while now.seconds(since: start) < duration / .seconds(1)
    times.sort()
    syncsPerSecond = Double(times.count) / now.seconds(since: start)
    median = times[times.count / 2]
    percentile99 = times[times.count * 99 / 100]
  }
}
