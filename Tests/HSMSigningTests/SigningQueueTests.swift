import Testing

@testable import HSMSigning

@Suite("The signing queue")
struct SigningQueueTests {
  let start = ContinuousClock.now

  /// A queue with some idle lanes, numbered from 0.
  func queue(lanes: Int, capacity: Int = 8) -> SigningQueue {
    var queue = SigningQueue(capacity: capacity)
    for lane in 0..<lanes {
      queue.laneStarts(lane, deadline: start)
      #expect(queue.laneOpened(lane) == true)
    }
    return queue
  }

  func after(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  @Test("serves first who came first (law 4)")
  func order() {
    var queue = queue(lanes: 1)
    for second in 1...3 {
      #expect(queue.submit(deadline: after(second)) == .accept(UInt64(second)))
    }
    for id in 1...3 as ClosedRange<UInt64> {
      #expect(queue.assignment(for: 0) == .serve(id))
      #expect(queue.laneFinished(0) == .deliver(id))
    }
    #expect(queue.assignment(for: 0) == .wait)
  }

  @Test("takes as many as fit, and again when one has left")
  func capacity() {
    var queue = queue(lanes: 1, capacity: 2)
    #expect(queue.submit(deadline: after(5)) == .accept(1))
    #expect(queue.submit(deadline: after(5)) == .accept(2))
    #expect(queue.submit(deadline: after(5)) == .refuseBusy(queued: 2))
    #expect(queue.assignment(for: 0) == .serve(1))
    #expect(queue.submit(deadline: after(5)) == .accept(3))
  }

  @Test("gives up a request that waited too long, and nobody else")
  func expiryInTheQueue() {
    var queue = queue(lanes: 1)
    _ = queue.submit(deadline: after(1))
    _ = queue.submit(deadline: after(2))
    _ = queue.submit(deadline: after(3))
    #expect(queue.assignment(for: 0) == .serve(1))
    #expect(queue.laneFinished(0) == .deliver(1))
    #expect(queue.nextDeadline == after(2))
    #expect(queue.expire(at: after(2)) == [.queued(2)])
    #expect(queue.assignment(for: 0) == .serve(3))
  }

  @Test("loses one lane to a call that hangs, and throws its late result away (law 7)")
  func expiryInTheCall() {
    var queue = queue(lanes: 2)
    _ = queue.submit(deadline: after(1))
    _ = queue.submit(deadline: after(9))
    #expect(queue.assignment(for: 0) == .serve(1))
    #expect(queue.expire(at: after(1)) == [.serving(1)])
    #expect(queue.lanes[0] == .stuck)
    #expect(queue.expire(at: after(2)) == [])
    #expect(queue.assignment(for: 1) == .serve(2))
    #expect(queue.laneFinished(1) == .deliver(2))
    #expect(queue.laneFinished(0) == .discard)
    #expect(queue.assignment(for: 0) == .wait)
  }

  @Test("refuses at once when every lane hangs, until one comes back")
  func allStuck() {
    var queue = queue(lanes: 1)
    _ = queue.submit(deadline: after(1))
    _ = queue.assignment(for: 0)
    _ = queue.expire(at: after(1))
    #expect(queue.submit(deadline: after(9)) == .refuseUnavailable(stuck: 1))
    #expect(queue.nextDeadline == nil)
    _ = queue.laneFinished(0)
    #expect(queue.submit(deadline: after(9)) == .accept(2))
  }

  @Test("has no lanes before one is open, and does not want one that opens too late")
  func opening() {
    var queue = SigningQueue(capacity: 1)
    queue.laneStarts(0, deadline: after(1))
    #expect(queue.submit(deadline: after(5)) == .refuseUnavailable(stuck: 0))
    #expect(queue.nextDeadline == after(1))
    #expect(queue.expire(at: after(1)) == [.opening(0)])
    #expect(queue.laneOpened(0) == false)
    #expect(queue.assignment(for: 0) == .leave)
    #expect(queue.laneLeft(0) == [])
    #expect(queue.isQuiet)
  }

  @Test("shuts down: refuses who waits, lets end who is served")
  func shutdown() {
    var queue = queue(lanes: 2)
    for _ in 1...3 { _ = queue.submit(deadline: after(5)) }
    #expect(queue.assignment(for: 0) == .serve(1))
    #expect(queue.shutDown() == [2, 3])
    #expect(queue.submit(deadline: after(5)) == .refuseShutDown)
    #expect(queue.assignment(for: 1) == .leave)
    #expect(queue.laneLeft(1) == [])
    #expect(!queue.isQuiet)
    #expect(queue.laneFinished(0) == .deliver(1))
    #expect(queue.assignment(for: 0) == .leave)
    #expect(queue.laneLeft(0) == [])
    #expect(queue.isQuiet)
  }

  @Test("leaves nobody waiting when the last lane is gone")
  func lastLane() {
    var queue = queue(lanes: 2)
    _ = queue.submit(deadline: after(5))
    #expect(queue.laneLeft(0) == [])
    #expect(queue.laneLeft(1) == [1])
  }

  @Test("answers every request exactly once, whatever happens", arguments: 0..<50 as Range<UInt64>)
  func exactlyOnce(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var queue = queue(lanes: 3, capacity: 5)
    var now = start
    var open: Set<SigningQueue.RequestID> = []
    func answer(_ id: SigningQueue.RequestID) {
      let wasOpen = open.remove(id) != nil
      #expect(wasOpen)
    }
    for _ in 0..<500 {
      let lane = Int.random(in: 0..<3, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        if case .accept(let id) = queue.submit(deadline: now + .seconds(5)) { open.insert(id) }
      case 1:
        if queue.lanes[lane] == .idle { _ = queue.assignment(for: lane) }
      case 2:
        guard let state = queue.lanes[lane], state != .idle else { continue }
        if case .deliver(let id) = queue.laneFinished(lane) { answer(id) }
      default:
        now += .seconds(Int.random(in: 0...2, using: &random))
        for expiry in queue.expire(at: now) {
          switch expiry {
          case .queued(let id), .serving(let id): answer(id)
          case .opening: Issue.record("no lane was opening")
          }
        }
      }
      #expect(queue.queuedCount <= 5)
    }
    for id in queue.shutDown() { answer(id) }
    for lane in 0..<3 {
      if case .deliver(let id) = queue.laneFinished(lane) { answer(id) }
    }
    #expect(open.isEmpty)
  }
}

/// SplitMix64, so that a failing run can be had again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
