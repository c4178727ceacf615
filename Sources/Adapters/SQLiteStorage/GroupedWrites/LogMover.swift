internal import GRDB
internal import Glibc
internal import Storage

/// Moves the write-ahead log into the file where it has grown long, and knows how well that goes.
final class LogMover: Sendable {
  private struct State: Sendable {
    var pacing = CheckpointPacing()
    var health = LogHealth()
    var checkpoints = 0
  }

  private let path: String
  private let observer: @Sendable (LogHealth) -> Void
  private let state = Guarded(State())

  /// - Parameters:
  ///   - path: Of the database.
  ///   - observer: Is told when the log becomes a concern, once, and when it is none any more.
  init(ofDatabaseAt path: String, observer: @escaping @Sendable (LogHealth) -> Void = { _ in }) {
    self.path = path
    self.observer = observer
  }

  var health: LogHealth { state.withLock(\.health) }

  /// Times at which the log was moved, or as much of it as could be.
  var checkpoints: Int { state.withLock(\.checkpoints) }

  /// Moves the log if it is time.
  func committed(writes: Int, in database: Database) {
    guard writes > 0, state.withLock({ $0.pacing.committed(writes: writes) }) else { return }
    var failure: StorageError?
    var isWhollyMoved = false
    do {
      let pages = try database.checkpoint(.passive)
      isWhollyMoved = pages.walFrameCount == pages.checkpointedFrameCount
    } catch {
      failure = StorageError(error)
    }
    let (failed, unmovedBytes) = (failure, isWhollyMoved ? 0 : length)
    let news: LogHealth? = state.withLock { state in
      if failed == nil { state.checkpoints += 1 }
      return state.health.tried(failure: failed, unmovedBytes: unmovedBytes) ? state.health : nil
    }
    if let news { observer(news) }
  }

  private var length: Int {
    var status = stat()
    return stat("\(path)-wal", &status) == 0 ? Int(status.st_size) : 0
  }
}
