internal import Glibc
internal import GRDB
package import Storage

/// One SQLite file, opened so that a commit that returned survives a power cut.
///
/// All writes go through ``writer``, all reads through ``read(_:)``; readers never wait for writers.
package final class SQLiteDatabase: Sendable {
  package let path: String
  package let writer: GroupedWriter
  let pool: DatabasePool
  let cache = RowCache()
  private let log: LogMover
  private let statements: StatementCount
  private let lock: DatabaseLock

  /// Opens the file, makes it (mode 0600) if it isn't there, and brings its tables up to date.
  ///
  /// - Parameters:
  ///   - remembersRows: Off, each read asks SQLite: for tests, which hold one against the other.
  ///   - observer: Is told the text of each statement that SQLite runs, for tests.
  ///   - logObserver: Is told when the write-ahead log becomes a concern, once, and when it is none any more.
  package init(
    path: String, readerCount: Int = 4, remembersRows: Bool = true,
    observingStatements observer: (@Sendable (String) -> Void)? = nil,
    observingLog logObserver: @escaping @Sendable (LogHealth) -> Void = { _ in }
  ) throws(DatabaseOpeningError) {
    self.path = path
    log = LogMover(ofDatabaseAt: path, observer: logObserver)
    let statements = StatementCount(observer: observer)
    self.statements = statements
    try Self.createFile(at: path)
    lock = try DatabaseLock(on: path)
    do {
      var configuration = Configuration()
      configuration.label = "chancery.sqlite"
      configuration.maximumReaderCount = readerCount
      configuration.persistentReadOnlyConnections = true
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { statements.watch($0) }
      pool = try DatabasePool(path: path, configuration: configuration)
      try Self.makeDurable(pool, path: path)
      let migrator = SchemaMigrations.migrator
      guard try !pool.read(migrator.hasBeenSuperseded) else {
        throw DatabaseOpeningError(.newerSchema, path: path, cause: "it has unknown migrations")
      }
      try migrator.migrate(pool)
    } catch {
      throw DatabaseOpeningError(error, path: path)
    }
    if !remembersRows { cache.close() }
    writer = GroupedWriter(pool, moving: log, publishingTo: cache)
  }

  /// What was done since the file was opened.
  package var statistics: StorageStatistics {
    var statistics = writer.statistics
    statistics.statements = statements.value
    statistics.checkpoints = log.checkpoints
    statistics.unmovedLogBytes = log.health.unmovedBytes
    return statistics
  }

  /// Whether the write-ahead log gets into the file.
  package var logHealth: LogHealth { log.health }

  /// Runs one statement that reads, on a connection of its own.
  func read<Value: Sendable>(_ query: @escaping @Sendable (Database) throws -> Value)
    async throws(StorageError) -> Value
  {
    do { return try await pool.unsafeRead(query) } catch { throw StorageError(error) }
  }

  /// Runs several statements that read the database as of one moment.
  func readSnapshot<Value: Sendable>(_ query: @escaping @Sendable (Database) throws -> Value)
    async throws(StorageError) -> Value
  {
    do { return try await pool.read(query) } catch { throw StorageError(error) }
  }

  /// Lets the writes in hand end, refuses new ones, moves the log into the file and closes it.
  ///
  /// It does so in a cancelled task too, and nothing where it was called before.
  package func close() async throws(StorageError) {
    guard await writer.close() else { return }
    cache.close()
    // Where it fails the log stays beside the file, and the next start reads both.
    await withCheckedContinuation { closing in
      pool.asyncWriteWithoutTransaction { database in
        _ = try? database.checkpoint(.truncate)
        closing.resume()
      }
    }
    do {
      try pool.close()
      lock.release()
    } catch {
      throw StorageError(error)
    }
  }

  /// Makes the file before SQLite does, which would give it the process's usual mode; SQLite gives
  /// the log beside it the same mode.
  private static func createFile(at path: String) throws(DatabaseOpeningError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DatabaseOpeningError(
        .notAccessible, path: path, cause: String(cString: strerror(errno)))
    }
    Glibc.close(descriptor)
  }

  /// Sets synchronous FULL, which GRDB's pool resets to NORMAL as it opens, and reads both back.
  private static func makeDurable(_ pool: DatabasePool, path: String) throws {
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // A log of 64 MiB, which only grows so long where ``CheckpointPacing`` doesn't hold: readers kept it.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
      let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      guard synchronous == 2 else {
        throw DatabaseOpeningError(
          .notDurable(setting: "synchronous"), path: path, cause: "\(synchronous ?? -1)")
      }
      let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
      guard journal == "wal" else {
        throw DatabaseOpeningError(
          .notDurable(setting: "journal_mode"), path: path, cause: journal ?? "unknown")
      }
    }
  }
}
