import Foundation
import Signing
import Synchronization
import Testing

@testable import HSMSigning

/// A token without a module, whose calls do as told.
private final class ScriptedToken: TokenAccess {
  struct Script {
    var connects = 0
    var logins = 0
    var sessions = 0
    var faults: [String: [LaneFault]] = [:]
  }

  let script = Mutex(Script())

  func fail(_ call: String, _ faults: LaneFault...) {
    script.withLock { $0.faults[call, default: []] += faults }
  }

  private func meet(_ call: String) throws(LaneFault) {
    let fault = script.withLock { script -> LaneFault? in
      guard let first = script.faults[call]?.first else { return nil }
      script.faults[call]?.removeFirst()
      return first
    }
    if let fault { throw fault }
  }

  func connect(after previous: Int?, reinitialising: Bool) throws(LaneFault) -> (Int, TokenTerms) {
    try meet("connect")
    return (
      script.withLock { script in
        script.connects += 1
        return script.connects
      }, TokenTerms()
    )
  }

  func openSession(_ connection: Int) throws(LaneFault) -> Int {
    try meet("open")
    return script.withLock { script in
      script.sessions += 1
      return script.sessions
    }
  }

  func logIn(_ session: Int, _ connection: Int) throws(LaneFault) {
    script.withLock { $0.logins += 1 }
    try meet("login")
  }

  func proveKeys(_ session: inout Int) throws(LaneFault) { try meet("prove") }
  func ping(_ session: Int) throws(LaneFault) { try meet("ping") }
  func hasNewPIN() -> Bool { false }
}

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

/// Something that the first who asks gets.
private final class Once<Value: Sendable>: Sendable {
  private let value: Mutex<Value?>

  init(_ value: Value) { self.value = Mutex(value) }

  func take() -> Value? { value.withLock { $0.take() } }
}

/// Notices when a session is used by two at once.
private final class Occupancy: Sendable {
  /// One that the thread sanitizer sees, as it doesn't see a `Mutex`.
  private let lock = NSLock()
  // Both are touched under the lock alone.
  nonisolated(unsafe) private var sessions: Set<Int> = []
  nonisolated(unsafe) private var sharings = 0

  func enter(_ session: Int) {
    lock.withLock { if !sessions.insert(session).inserted { sharings += 1 } }
  }

  func leave(_ session: Int) { _ = lock.withLock { sessions.remove(session) } }

  var wasShared: Bool { lock.withLock { sharings > 0 } }
}

@Suite("Lanes")
struct SigningLanesTests {
  private let token = ScriptedToken()

  private func makeLanes(
    _ count: Int, capacity: Int = 64, timeout: Duration = .seconds(30)
  ) async -> SigningLanes<ScriptedToken> {
    let lanes = SigningLanes(
      token,
      PoolRules(
        token: "fake", laneCount: count, queueCapacity: capacity, operationTimeout: timeout,
        openingTimeout: .seconds(30), stuckLimit: count), report: { _ in })
    await lanes.attemptEnds()
    return lanes
  }

  private func fault(_ recovery: Recovery) -> LaneFault {
    LaneFault(
      .device(function: "C_Sign", code: 5, name: "CKR_X", advice: "x", mayRetry: true), recovery)
  }

  private func status(_ lanes: SigningLanes<ScriptedToken>) -> TokenStatus {
    lanes.monitor.withLock { TokenStatus($0.machine, at: .now) }
  }

  @Test("serve more tasks than there are lanes, each session by one thread at a time")
  func concurrency() async throws {
    let lanes = await makeLanes(4, capacity: 256)
    let atWork = Occupancy()
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          try await lanes.perform { session, _ in
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
    #expect(token.script.withLock { $0.logins } == 1)
    await lanes.shutdown()
    #expect(status(lanes).lanes.open == 0)
  }

  @Test("make good each class of fault within the request's time (law 9)")
  func healing() async throws {
    let lanes = await makeLanes(2)
    for recovery in [Recovery.retry, .newSession, .newLogin, .newModule] {
      let failures = Once(fault(recovery))
      let value = try await lanes.perform { _, _ throws(LaneFault) in
        if let fault = failures.take() { throw fault }
        return recovery
      }
      #expect(value == recovery)
    }
    #expect(token.script.withLock { $0.connects } == 2)
    #expect(token.script.withLock { $0.logins } == 3)
    await #expect(throws: fault(.stop).error) {
      try await lanes.perform { [self] _, _ throws(LaneFault) in throw fault(.stop) }
    }
    await lanes.shutdown()
  }

  @Test("keep requests while the token is away, and connect by themselves (law 9)")
  func outage() async throws {
    token.fail("connect", fault(.newModule), fault(.newModule))
    let lanes = await makeLanes(2)
    #expect(!status(lanes).isReady)
    #expect(try await lanes.perform { _, _ in 7 } == 7)
    await lanes.shutdown()
  }

  @Test("lose nothing but a lane to a call that hangs for ever (law 7)")
  func hang() async throws {
    let lanes = await makeLanes(2, timeout: .seconds(4))
    let gate = Gate()
    let hangs = Once(true)
    let hung = Task {
      try await lanes.perform { _, _ in
        if hangs.take() != nil { gate.hang() }
        return 1
      }
    }
    await gate.someoneHangs()
    for number in 0..<100 { #expect(try await lanes.perform { _, _ in number } == number) }
    // Half of its time is over; another lane serves it.
    #expect(try await hung.value == 1)
    #expect(status(lanes).lanes.stuck == 1)
    #expect(status(lanes).lanes.replaced == 1)
    gate.open()
    while status(lanes).lanes.stuck > 0 { await Task.yield() }
    await lanes.shutdown()
  }

  @Test("refuse when the queue is full, and serve again later")
  func fullQueue() async throws {
    let lanes = await makeLanes(1, capacity: 1)
    let gate = Gate()
    let first = Task { try await lanes.perform { _, _ in gate.hang() } }
    await gate.someoneHangs()
    let second = Task { try await lanes.perform { _, _ in 2 } }
    while status(lanes).queued < 1 { await Task.yield() }
    await #expect(throws: SigningError.busy(queued: 1, capacity: 1)) {
      try await lanes.perform { _, _ in 3 }
    }
    gate.open()
    try await first.value
    #expect(try await second.value == 2)
    await lanes.shutdown()
  }

  @Test("are shut down in spite of a call that never returns")
  func shutdownWithHang() async throws {
    let lanes = await makeLanes(2, timeout: .milliseconds(200))
    let gate = Gate()
    let hung = Task { try await lanes.perform { _, _ in gate.hang() } }
    await gate.someoneHangs()
    await lanes.shutdown()
    await #expect(throws: SigningError.self) { try await hung.value }
    #expect(status(lanes).lanes.stuck == 1)
    gate.open()
  }
}
