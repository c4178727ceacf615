internal import ServiceLifecycle
internal import Synchronization

/// Writes a line for each request that was answered, from a task of its own.
///
/// A request leaves a record in a bounded buffer and waits for nothing. Where lines come faster than they can be
/// written, some are missing, and a line says how many.
package final class AccessLog: Service {
  private let buffer: Mutex<AccessBuffer>
  private let pause: Duration
  private let clock: any Clock<Duration>
  private let write: @Sendable ([UInt8]) async -> Void
  private let wishes: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  /// - Parameters:
  ///   - limit: How many records wait at most.
  ///   - pause: For how long lines are gathered, to be written at once.
  ///   - write: Writes whole lines.
  package init(
    _ sampling: AccessSampling, limit: Int = 8192, pause: Duration = .milliseconds(200),
    clock: any Clock<Duration> = ContinuousClock(),
    write: @escaping @Sendable ([UInt8]) async -> Void
  ) {
    buffer = Mutex(AccessBuffer(limit: limit, sampling: sampling))
    self.pause = pause
    self.clock = clock
    self.write = write
    (wishes, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Takes note of an answer; the record is made only where it is wanted.
  func note(status: Int, _ record: () -> AccessRecord) {
    if buffer.withLock({ $0.add(status: status, record) }) == .first { bell.yield() }
  }

  /// Writes until the service shuts down, and then what is left.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.wishes {
        try? await self.clock.sleep(for: self.pause)
        await self.writeOut()
      }
    }
    await writeOut()
  }

  private func writeOut() async {
    let (records, droppedCount) = buffer.withLock { $0.take() }
    var lines = records.flatMap { Array($0.line.utf8) }
    if droppedCount > 0 { lines += Array("access dropped=\(droppedCount)\n".utf8) }
    guard !lines.isEmpty else { return }
    await write(lines)
  }
}
