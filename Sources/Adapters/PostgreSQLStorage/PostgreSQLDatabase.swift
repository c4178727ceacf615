internal import Storage

/// One PostgreSQL database, as one process uses it: lanes that write, lanes that read.
package final class PostgreSQLDatabase: Sendable {
  package let target: ConnectionTarget
  let writers: [DatabaseLane]
  let readers: [DatabaseLane]
  let patience: Duration

  package struct Options: Sendable {
    /// One or two: what they write at one time are two transactions that may wait for each other.
    package var writerCount = 1
    package var readerCount = 1
    /// How long a statement waits for a connection, and a write for its retries.
    package var patience: Duration = .seconds(8)
    package var statementTimeout: Duration = .seconds(10)

    package init() {}
  }

  package init(_ target: ConnectionTarget, options: Options = Options()) {
    self.target = target
    patience = options.patience
    var settings = LaneSettings()
    settings.statementTimeout = options.statementTimeout
    writers = (0..<max(1, options.writerCount)).map { number in
      DatabaseLane(
        to: target, .writing, label: "chancery.postgresql.writer-\(number)", settings: settings)
    }
    readers = (0..<max(1, options.readerCount)).map { number in
      DatabaseLane(
        to: target, .reading, label: "chancery.postgresql.reader-\(number)", settings: settings)
    }
  }

  /// What the lanes have done since they were opened.
  package var statistics: (writing: LaneStatistics, reading: LaneStatistics) {
    get async {
      var sums = (writing: LaneStatistics(), reading: LaneStatistics())
      for lane in writers { sums.writing = sums.writing + (await lane.statistics) }
      for lane in readers { sums.reading = sums.reading + (await lane.statistics) }
      return sums
    }
  }

  /// The lane with the least to do.
  private static func lane(of lanes: [DatabaseLane]) -> DatabaseLane {
    lanes.count == 1 ? lanes[0] : lanes.min { $0.inbox.count < $1.inbox.count } ?? lanes[0]
  }

  /// Runs one statement that reads; again where its connection is lost, since it changes nothing.
  func read<Value: Sendable>(
    _ statement: Statement, _ arguments: [Argument],
    _ body: @escaping @Sendable (Rows) throws -> Value
  ) async throws(StorageError) -> Value {
    var retries = WriteRetries(patience: patience)
    while true {
      do throws(QueryError) {
        return try await Self.lane(of: readers).run(
          [Command(statement, arguments)], within: retries.timeLeft, body)
      } catch {
        guard retries.allow(after: error) else { throw StorageError(error) }
      }
    }
  }

  /// Runs a write until it is known what became of it, or patience ends.
  func write<Value: Sendable>(_ write: Write<Value>) async throws(StorageError) -> Value {
    try await self.write(write, within: patience)
  }

  func write<Value: Sendable>(_ write: Write<Value>, within patience: Duration)
    async throws(StorageError) -> Value
  {
    var retries = WriteRetries(patience: patience)
    while true {
      do throws(QueryError) {
        let lane = Self.lane(of: writers)
        if retries.mayHaveTakenEffect, let recognition = write.recognition, recognition.comesFirst,
          let own = try await recognized(recognition, within: retries.timeLeft)
        {
          return own
        }
        let value = try await lane.run(write.commands, within: retries.timeLeft, write.read)
        if retries.mayHaveTakenEffect, let recognition = write.recognition,
          !recognition.comesFirst, recognition.isNeeded(value),
          let own = try await recognized(recognition, within: retries.timeLeft)
        {
          return own
        }
        return value
      } catch {
        // A constraint may be broken by the very rows that this write left before.
        if retries.mayHaveTakenEffect, error.isConstraint, let recognition = write.recognition,
          let own = try? await recognized(recognition, within: retries.timeLeft)
        {
          return own
        }
        guard retries.allow(after: error) else { throw retries.end(with: error) }
      }
    }
  }

  /// On a writing lane, which sees what was committed last.
  private func recognized<Value>(_ recognition: Recognition<Value>, within time: Duration)
    async throws(QueryError) -> Value?
  {
    try await Self.lane(of: writers).run([recognition.command], within: time, recognition.read)
  }

  /// Lets what is under way end, and refuses what comes after.
  package func close() async {
    for lane in writers + readers { await lane.close() }
  }
}
