import AuthorityModel
import Foundation
import HSMDiagnostics
import SQLiteStorage
import Storage

/// How many writes a second the database takes where many share a commit, in a scratch file beside it.
struct DatabaseMeasurement {
  /// Enough that groups are full while the next one gathers.
  private static let writers = 128

  let writesPerSecond: Double
  /// CPU of one write, in milliseconds.
  let processorMilliseconds: Double

  /// - Throws: ``MeasurementProblem``.
  init(folder: String, at now: Timestamp, for duration: Duration) async throws(MeasurementProblem) {
    let path = "\(folder)/chancery-capacity-\(getpid()).sqlite"
    defer {
      for suffix in ["", "-wal", "-shm", ".lock", "-lock"] { unlink(path + suffix) }
    }
    do {
      let stores = try SQLiteStores(path: path)
      let (start, before) = (MonotonicTime.now, ProcessorTime.now)
      let count = try await Self.writes(to: stores, at: now, until: start, for: duration)
      let seconds = MonotonicTime.now.seconds(since: start)
      writesPerSecond = Double(count) / seconds
      processorMilliseconds = (ProcessorTime.now - before) * 1000 / Double(max(count, 1))
      try await stores.database.close()
    } catch {
      throw MeasurementProblem(description: "writes to \(path) could not be measured: \(error)")
    }
  }

  /// Lets all writers insert accounts until the time is over.
  private static func writes(
    to stores: SQLiteStores, at now: Timestamp, until start: MonotonicTime, for duration: Duration
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<writers {
        group.addTask {
          var generator = SystemRandomNumberGenerator()
          var count = 0
          while MonotonicTime.now.seconds(since: start) < duration / .seconds(1) {
            let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            _ = try await stores.accounts.insert(
              Account(
                id: ResourceID(at: now, using: &generator),
                key: Array(repeating: 0x20, count: 800), keyThumbprint: bytes, contacts: [],
                hasAgreedToTerms: true, createdAt: now))
            count += 1
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
  }
}
