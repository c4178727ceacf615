import Signing
import Testing

@testable import HSMSigning

/// The rules of a pool, by events and times alone.
@Suite("The pool's rules")
struct PoolMachineTests {
  let start = ContinuousClock.now

  func after(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

  /// A pool that is not connected yet.
  func machine(lanes: Int, capacity: Int = 8) -> PoolMachine {
    PoolMachine(
      PoolRules(
        token: "t", laneCount: lanes, queueCapacity: capacity, operationTimeout: .seconds(4),
        openingTimeout: .seconds(30), stuckLimit: lanes, jitter: { 1 }), at: start)
  }

  /// Does what the machine says with calls that all go well, until nobody has anything to do.
  func settle(
    _ pool: inout PoolMachine, at now: ContinuousClock.Instant, terms: TokenTerms = .init()
  ) {
    var isBusy = true
    while isBusy {
      isBusy = false
      for id in pool.lanes.keys.sorted() where pool.lanes[id]?.isInCall == false {
        switch pool.step(for: id, at: now) {
        case .connect: _ = pool.connected(id, terms, at: now)
        case .open: pool.opened(id, at: now)
        case .login: pool.loggedIn(id, at: now)
        case .prove: pool.proved(id, at: now)
        case .ping: pool.pinged(id, at: now)
        case .leave:
          if pool.lanes[id]?.isStuck == true { continue }
          pool.left(id)
        case .serve, .wait: continue
        }
        isBusy = true
      }
    }
  }

  func connectedPool(lanes: Int, capacity: Int = 8, terms: TokenTerms = .init()) -> PoolMachine {
    var pool = machine(lanes: lanes, capacity: capacity)
    settle(&pool, at: start, terms: terms)
    #expect(pool.openCount == min(lanes, terms.sessionLimit ?? lanes))
    return pool
  }

  func fault(_ recovery: Recovery) -> LaneFault {
    LaneFault(
      .device(function: "C_Sign", code: 5, name: "CKR_X", advice: "x", mayRetry: true), recovery)
  }

  @Test("one lane connects for all, in order: module, session, login, proof (law 9)")
  func connecting() {
    var pool = machine(lanes: 2)
    #expect(pool.takeEffects().start == [0, 1])
    #expect(pool.step(for: 1, at: start) == .connect(reinitialising: false))
    #expect(pool.step(for: 0, at: start) == .wait)
    let isExpected = pool.connected(1, TokenTerms(), at: start)
    #expect(isExpected)
    #expect(pool.step(for: 1, at: start) == .open)
    pool.opened(1, at: start)
    #expect(pool.step(for: 1, at: start) == .login)
    pool.loggedIn(1, at: start)
    #expect(pool.step(for: 1, at: start) == .prove)
    #expect(!pool.phase.isConnected)
    pool.proved(1, at: start)
    #expect(pool.phase.isConnected)
    #expect(pool.takeEffects().attemptEnded)
    // The other needs no login.
    #expect(pool.step(for: 0, at: start) == .open)
    pool.opened(0, at: start)
    #expect(pool.step(for: 0, at: start) == .prove)
  }

  @Test("first come, first served, and nobody is overtaken by a failure (law 4)")
  func order() throws {
    var pool = connectedPool(lanes: 2)
    let ids = try (0..<3).map { _ in try pool.submit(deadline: after(4)) }
    #expect(pool.step(for: 0, at: start) == .serve(ids[0]))
    #expect(pool.step(for: 1, at: start) == .serve(ids[1]))
    #expect(pool.failed(0, fault(.retry), at: start) == .keep)
    #expect(pool.failed(1, fault(.retry), at: start) == .keep)
    // Both rest, so that other lanes would go first; then the first is first again.
    #expect(pool.step(for: 1, at: start) == .wait)
    pool.tick(at: after(1))
    #expect(pool.step(for: 1, at: after(1)) == .serve(ids[0]))
    #expect(pool.step(for: 0, at: after(1)) == .serve(ids[1]))
    #expect(pool.served(1, at: after(1)) == .deliver(ids[0]))
    #expect(pool.step(for: 1, at: after(1)) == .serve(ids[2]))
  }

  @Test("each class of fault asks for its own (law 9)")
  func classes() throws {
    for recovery in [Recovery.retry, .newSession, .newLogin, .newModule, .stop] {
      var pool = connectedPool(lanes: 2)
      let id = try pool.submit(deadline: after(4))
      #expect(pool.step(for: 0, at: start) == .serve(id))
      let outcome = pool.failed(0, fault(recovery), at: start)
      let own = pool.step(for: 0, at: start)
      switch recovery {
      case .retry:
        #expect(outcome == .keep)
        #expect(own == .wait)
        #expect(pool.step(for: 1, at: start) == .serve(id))
      case .newSession:
        #expect(outcome == .keep)
        #expect(own == .open)
        // The other is looked at before it serves.
        #expect(pool.step(for: 1, at: start) == .ping)
        pool.pinged(1, at: start)
        #expect(pool.step(for: 1, at: start) == .serve(id))
      case .newLogin:
        #expect(outcome == .keep)
        #expect(own == .login)
        #expect(pool.step(for: 1, at: start) == .wait)
        pool.loggedIn(0, at: start)
        #expect(pool.step(for: 1, at: start) == .prove)
      case .newModule:
        #expect(outcome == .keep)
        #expect(own == .connect(reinitialising: true))
        #expect(pool.step(for: 1, at: start) == .wait)
      case .stop, .park, .fewerSessions:
        #expect(outcome == .deliver(id))
        #expect(own == .wait)
        #expect(pool.openCount == 2)
      }
    }
  }

  @Test("a hung call costs its lane, which is replaced, not its request (law 7)")
  func hang() throws {
    var pool = connectedPool(lanes: 2)
    _ = pool.takeEffects()
    let id = try pool.submit(deadline: after(4))
    #expect(pool.step(for: 0, at: start) == .serve(id))
    #expect(pool.nextTick == after(2))
    pool.tick(at: after(2))
    #expect(pool.stuckCount == 1)
    #expect(pool.tally.faults == [.hung: 1])
    let effects = pool.takeEffects()
    #expect(effects.start == [2])
    #expect(effects.notices == [.laneStuck(0, work: "a signature", replaced: true)])
    #expect(pool.step(for: 1, at: after(2)) == .serve(id))
    #expect(pool.served(1, at: after(2)) == .deliver(id))
    // Late, it is thrown away and the lane goes.
    #expect(pool.served(0, at: after(9)) == .discard)
    #expect(pool.step(for: 0, at: after(9)) == .leave)
    pool.left(0)
    settle(&pool, at: after(9))
    #expect(pool.openCount == 2)
  }

  @Test("no more hung lanes are replaced than there are lanes (law 7)")
  func hangs() throws {
    var pool = connectedPool(lanes: 2)
    for round in 1...6 {
      let now = after(Double(round) * 10)
      for id in pool.lanes.keys.sorted() where pool.lanes[id]?.isOpen == true {
        _ = try pool.submit(deadline: now + .seconds(1))
        _ = pool.step(for: id, at: now)
      }
      pool.tick(at: now + .seconds(5))
      settle(&pool, at: now + .seconds(5))
    }
    #expect(pool.lanes.count == 4)
    #expect(pool.stuckCount == 4)
  }

  @Test("Law 7: a session that hangs in its closing doesn't keep the shutdown from ending")
  func hungClosing() {
    var pool = connectedPool(lanes: 2)
    pool.shutDown(at: start)
    #expect(pool.step(for: 0, at: start) == .leave)
    #expect(pool.step(for: 1, at: start) == .leave)
    pool.left(0)
    #expect(!pool.isQuiet)
    pool.tick(at: start + pool.rules.patience)
    #expect(pool.isQuiet)
  }

  @Test(
    "the breaker opens, and one half-open attempt follows after a longer and longer pause (law 9)")
  func breaker() throws {
    var pool = connectedPool(lanes: 2)
    let id = try pool.submit(deadline: after(60))
    #expect(pool.step(for: 0, at: start) == .serve(id))
    #expect(pool.failed(0, fault(.newModule), at: start) == .keep)
    var now = start
    for pause in [0.25, 0.5, 1, 2, 2, 2] {
      #expect(pool.step(for: 1, at: now) == .connect(reinitialising: true))
      #expect(pool.step(for: 0, at: now) == .wait)
      #expect(pool.failed(1, fault(.newModule), at: now) == .discard)
      #expect(pool.phase.state == .broken(until: now + .seconds(pause)))
      #expect(pool.step(for: 1, at: now) == .wait)
      now += .seconds(pause)
      pool.tick(at: now)
    }
    settle(&pool, at: now)
    #expect(pool.phase.reconnections == 1)
    #expect(pool.takeEffects().notices.contains(.healed(after: now - start)))
    // The request waited all the while; it is served already.
    #expect(pool.served(0, at: now) == .deliver(id))
  }

  @Test("a wrong PIN parks: nobody tries, all are refused, until the operator acts (law 8)")
  func parking() throws {
    var pool = machine(lanes: 2)
    let waiting = try pool.submit(deadline: after(4))
    _ = pool.step(for: 0, at: start)
    _ = pool.connected(0, TokenTerms(), at: start)
    _ = pool.step(for: 0, at: start)
    pool.opened(0, at: start)
    #expect(pool.step(for: 0, at: start) == .login)
    let error = SigningError.tokenParked(token: "t", reason: "wrong")
    _ = pool.failed(0, LaneFault(error, .park), at: start)
    let effects = pool.takeEffects()
    #expect(effects.refusals.map(\.request) == [waiting])
    #expect(effects.refusals.map(\.error) == [error])
    #expect(throws: error) { try pool.submit(deadline: after(4)) }
    for day in 1...3 {
      pool.tick(at: after(Double(day) * 86_400))
      #expect(pool.step(for: 0, at: after(Double(day) * 86_400)) == .wait)
      #expect(pool.step(for: 1, at: after(Double(day) * 86_400)) == .wait)
    }
    pool.tryAgain(at: after(300_000))
    #expect(pool.step(for: 1, at: after(300_000)) == .connect(reinitialising: false))
  }

  @Test("logins that don't help lead to a new module, not to login after login")
  func vainLogins() throws {
    var pool = connectedPool(lanes: 1)
    var logins = 0
    let id = try pool.submit(deadline: after(60))
    while pool.phase.isConnected, logins < 10 {
      #expect(pool.step(for: 0, at: start) == .serve(id))
      _ = pool.failed(0, fault(.newLogin), at: start)
      guard pool.step(for: 0, at: start) == .login else { break }
      logins += 1
      pool.loggedIn(0, at: start)
      #expect(pool.step(for: 0, at: start) == .prove)
      pool.proved(0, at: start)
    }
    #expect(logins == 2)
    #expect(!pool.phase.isConnected)
  }

  @Test("fewer sessions than configured are used, and more asked for later")
  func fewerSessions() {
    var pool = connectedPool(lanes: 3)
    _ = pool.takeEffects()
    var limited = machine(lanes: 3)
    _ = limited.takeEffects()
    settle(&limited, at: start, terms: TokenTerms(sessionLimit: 2))
    #expect(limited.lanes.count == 2)
    #expect(limited.takeEffects().notices.contains(.fewerSessions(open: 2, configured: 3)))

    pool.distrust(2, fault(.newSession), at: start)
    #expect(pool.step(for: 2, at: start) == .open)
    _ = pool.failed(2, fault(.fewerSessions), at: start)
    #expect(pool.step(for: 2, at: after(1)) == .leave)
    pool.left(2)
    #expect(pool.wanted == 2)
    pool.tick(at: after(60))
    #expect(pool.wanted == 3)
    #expect(pool.takeEffects().start == [3])
  }

  @Test("a signature that does not verify has every lane prove its keys anew (law 9)")
  func distrust() throws {
    var pool = connectedPool(lanes: 3)
    let id = try pool.submit(deadline: after(4))
    #expect(pool.step(for: 0, at: start) == .serve(id))
    pool.distrust(1, fault(.newSession), at: start)
    #expect(pool.step(for: 1, at: start) == .open)
    #expect(pool.step(for: 2, at: start) == .prove)
    #expect(pool.served(0, at: start) == .deliver(id))
    #expect(pool.step(for: 0, at: start) == .prove)
  }

  @Test("openings keep the vendor's pace, idle sessions are kept alive")
  func pace() {
    var pool = machine(lanes: 3)
    let terms = TokenTerms(
      pauseBetweenOpenings: .milliseconds(500), keepAliveInterval: .seconds(10))
    settle(&pool, at: start, terms: terms)
    #expect(pool.openCount == 1)
    #expect(pool.nextTick == after(0.5))
    settle(&pool, at: after(0.5))
    #expect(pool.openCount == 2)
    settle(&pool, at: after(1))
    #expect(pool.openCount == 3)
    pool.tick(at: after(10))
    #expect(pool.step(for: 0, at: after(10)) == .ping)
    pool.pinged(0, at: after(10))
    #expect(pool.step(for: 0, at: after(10)) == .wait)
  }

  @Test("the queue has a limit, and deadlines hold while the token is away")
  func limits() throws {
    var pool = machine(lanes: 1, capacity: 1)
    let id = try pool.submit(deadline: after(4))
    #expect(throws: SigningError.busy(queued: 1, capacity: 1)) {
      try pool.submit(deadline: after(4))
    }
    #expect(throws: pool.unavailability) { try pool.submit(deadline: after(4), failsFast: true) }
    pool.tick(at: after(4))
    let effects = pool.takeEffects()
    #expect(effects.refusals.map(\.request) == [id])
    #expect(effects.refusals.map(\.error) == [pool.unavailability])
  }

  @Test("shuts down: refuses who waits, lets end who is served")
  func shutdown() throws {
    var pool = connectedPool(lanes: 1)
    let first = try pool.submit(deadline: after(4))
    let second = try pool.submit(deadline: after(4))
    #expect(pool.step(for: 0, at: start) == .serve(first))
    _ = pool.takeEffects()
    pool.shutDown(at: start)
    #expect(pool.takeEffects().refusals.map(\.request) == [second])
    #expect(throws: SigningError.shutDown) { try pool.submit(deadline: after(4)) }
    #expect(!pool.isQuiet)
    #expect(pool.served(0, at: start) == .deliver(first))
    #expect(pool.step(for: 0, at: start) == .leave)
    pool.left(0)
    #expect(pool.isQuiet)
  }

  @Test("answers every request exactly once, whatever happens", arguments: 0..<60 as Range<UInt64>)
  func exactlyOnce(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var pool = machine(lanes: 3, capacity: 5)
    var now = start
    var open: Set<UInt64> = []
    func answer(_ id: UInt64) {
      let wasOpen = open.remove(id) != nil
      #expect(wasOpen)
    }
    let recoveries: [Recovery] = [.retry, .newSession, .newLogin, .newModule, .park, .stop]
    for _ in 0..<2000 {
      now += .milliseconds(Int.random(in: 0...40, using: &random))
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<3:
        if let id = try? pool.submit(
          deadline: now + .seconds(4), isUrgent: Bool.random(using: &random),
          failsFast: Bool.random(using: &random))
        {
          open.insert(id)
        }
      case 3:
        pool.tick(at: now)
      case 4 where Int.random(in: 0..<4, using: &random) == 0:
        pool.tryAgain(at: now)
      default:
        guard let id = pool.lanes.keys.sorted().randomElement(using: &random) else { continue }
        if pool.lanes[id]?.isInCall == false, pool.step(for: id, at: now) == .leave {
          pool.left(id)
        }
        guard let lane = pool.lanes[id], lane.isInCall else { continue }
        if Int.random(in: 0..<8, using: &random) == 0 {
          let recovery = recoveries.randomElement(using: &random) ?? .stop
          if case .deliver(let id) = pool.failed(id, fault(recovery), at: now) { answer(id) }
          continue
        }
        switch lane.state {
        case .connecting: _ = pool.connected(id, TokenTerms(), at: now)
        case .opening: pool.opened(id, at: now)
        case .loggingIn: pool.loggedIn(id, at: now)
        case .proving: pool.proved(id, at: now)
        case .pinging: pool.pinged(id, at: now)
        case .signing:
          if case .deliver(let id) = pool.served(id, at: now) { answer(id) }
        case .leaving: pool.left(id)
        case .closed, .unproved, .ready, .resting, .stuck: break
        }
      }
      for refusal in pool.takeEffects().refusals { answer(refusal.request) }
      #expect(pool.queue.count <= 5 + 40)
      #expect(pool.lanes.count <= 6)
    }
    pool.shutDown(at: now)
    for (id, lane) in pool.lanes where lane.isInCall {
      if case .deliver(let id) = pool.served(id, at: now) { answer(id) }
    }
    for refusal in pool.takeEffects().refusals { answer(refusal.request) }
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
