import Foundation
import HSMSigning
import Signing
import Testing

/// Lanes whose sessions are numbers: no module, no hardware, and calls that hang as told.
@Suite("Lanes")
struct SigningLanesTests {
  /// Calls that wait here hang until they are let go.
  private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let entered = AsyncStream<Void>.makeStream()

    func hang() {
      entered.continuation.yield()
      semaphore.wait()
    }

    func open() { semaphore.signal() }

    /// Waits until a call hangs.
    func someoneHangs() async {
      for await _ in entered.stream { return }
    }
  }

  private func makeLanes(
    _ count: Int, capacity: Int = 64, timeout: Duration = .seconds(30)
  ) async throws -> SigningLanes<Int> {
    let lanes = SigningLanes<Int>(token: "fake", capacity: capacity, timeout: timeout)
    for lane in 0..<count { try await lanes.addLane(lane) { lane } }
    return lanes
  }

  @Test("serve more tasks than there are lanes, each session by one thread at a time")
  func concurrency() async throws {
    let lanes = try await makeLanes(4, capacity: 256)
    let atWork = Occupancy(count: 4)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          try await lanes.perform { session in
            atWork.enter(session)
            defer { atWork.leave(session) }
            return number
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 199 * 200 / 2)
    #expect(!atWork.wasShared)
    await lanes.shutdown()
    #expect(lanes.health.open == 0)
  }

  @Test("refuse when the queue is full, and serve again later")
  func fullQueue() async throws {
    let lanes = try await makeLanes(1, capacity: 1)
    let gate = Gate()
    let first = Task { try await lanes.perform { _ in gate.hang() } }
    await gate.someoneHangs()
    let second = Task { try await lanes.perform { _ in 2 } }
    while lanes.health.queued < 1 { await Task.yield() }
    await #expect(throws: SigningError.busy(queued: 1, capacity: 1)) {
      try await lanes.perform { _ in 3 }
    }
    gate.open()
    try await first.value
    #expect(try await second.value == 2)
    #expect(try await lanes.perform { _ in 4 } == 4)
    await lanes.shutdown()
  }

  @Test("tell at the deadline, in the queue as in the call, and lose one lane only (law 7)")
  func deadlines() async throws {
    // Long enough for the second request to be in the queue before the first one's deadline, also
    // on a machine that is busy with other tests.
    let timeout = Duration.seconds(2)
    let start = ContinuousClock.now
    let lanes = try await makeLanes(1, timeout: timeout)
    let gate = Gate()
    let hung = Task { try await lanes.perform { _ in gate.hang() } }
    await gate.someoneHangs()
    let waiting = Task { try await lanes.perform { _ in 2 } }
    await #expect(throws: SigningError.deadlineExceeded(after: timeout, stage: .signing)) {
      try await hung.value
    }
    await #expect(throws: SigningError.deadlineExceeded(after: timeout, stage: .queued)) {
      try await waiting.value
    }
    // Long before the next thing that the timer has to look after, the limit for opening a session.
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(lanes.health.stuck == 1)
    #expect(!lanes.health.isReady)
    await #expect(
      throws: SigningError.tokenUnavailable(
        token: "fake",
        reason:
          "all of its 1 sessions hang in calls of the module; see the device and the way to it")
    ) { try await lanes.perform { _ in 3 } }
    // Another lane takes over, and the first comes back when its call returns.
    try await lanes.addLane(1) { 1 }
    #expect(try await lanes.perform { session in session } == 1)
    gate.open()
    while lanes.health.stuck > 0 { await Task.yield() }
    #expect(lanes.health.open == 2)
    await lanes.shutdown()
  }

  @Test("give up a session that takes too long to open")
  func slowOpening() async throws {
    let lanes = SigningLanes<Int>(
      token: "fake", capacity: 1, timeout: .seconds(30), openingTimeout: .milliseconds(50))
    let gate = Gate()
    await #expect(
      throws: SigningError.tokenUnavailable(
        token: "fake",
        reason: "it opened no session within 0.05 seconds; see the device and the way to it")
    ) {
      try await lanes.addLane(0) {
        gate.hang()
        return 0
      }
    }
    gate.open()
    while lanes.health.stuck > 0 { await Task.yield() }
    #expect(lanes.health.open == 0)
    await lanes.shutdown()
  }

  @Test("shut down with work outstanding: what has begun ends, what waits is refused")
  func shutdown() async throws {
    let lanes = try await makeLanes(1)
    let gate = Gate()
    let first = Task {
      try await lanes.perform { _ in
        gate.hang()
        return 1
      }
    }
    await gate.someoneHangs()
    let second = Task { try await lanes.perform { _ in 2 } }
    while lanes.health.queued < 1 { await Task.yield() }
    let over = Task { await lanes.shutdown() }
    await #expect(throws: SigningError.shutDown) { try await second.value }
    gate.open()
    #expect(try await first.value == 1)
    await over.value
    #expect(lanes.health.open == 0)
    await #expect(throws: SigningError.shutDown) { try await lanes.perform { _ in 3 } }
  }

  @Test("are shut down in spite of a call that never returns")
  func shutdownWithHang() async throws {
    let lanes = try await makeLanes(2, timeout: .milliseconds(100))
    let gate = Gate()
    let hung = Task { try await lanes.perform { _ in gate.hang() } }
    await gate.someoneHangs()
    await lanes.shutdown()
    await #expect(throws: SigningError.self) { try await hung.value }
    #expect(lanes.health.stuck == 1)
    gate.open()
  }

  @Test("pass on why a session did not open")
  func failedOpening() async throws {
    let lanes = SigningLanes<Int>(token: "fake", capacity: 1, timeout: .seconds(30))
    await #expect(throws: SigningError.notOpened(reason: "no device")) {
      try await lanes.addLane(0) { () throws(SigningError) in throw .notOpened(reason: "no device")
      }
    }
    await lanes.shutdown()
  }
}

/// Notices when a session is used by two at once.
///
/// `@unchecked`: all under the lock.
final class Occupancy: @unchecked Sendable {
  private let lock = NSLock()
  private var occupants: [Int]
  private var sharedOnce = false

  init(count: Int) { occupants = Array(repeating: 0, count: count) }

  func enter(_ session: Int) {
    lock.withLock {
      occupants[session] += 1
      sharedOnce = sharedOnce || occupants[session] > 1
    }
  }

  func leave(_ session: Int) { lock.withLock { occupants[session] -= 1 } }

  var wasShared: Bool { lock.withLock { sharedOnce } }
}
