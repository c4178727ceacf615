import AuthorityModel
import Conformance
import Signing
import Storage

@testable import Issuance

/// One history of the queue: accounts, issuers, a token and a database, under a clock of its own.
///
/// The queue is ``IssuanceQueue`` and each issuer decides by ``IssuingLine``, the very values that run in
/// production (`SQLiteJobStore` is held against the former by a contract). Everything else is events
/// at drawn times: what storage or the token does takes effect at one time and is told at a later one,
/// and an issuer may die before, between and after.
struct SimulatedQueue {
  typealias Event = (inout SimulatedQueue) -> Void

  let plan: Plan
  var random: SeededGenerator
  /// Milliseconds since the beginning; never goes back.
  var now = 0
  /// What the clock on the wall says besides.
  var wallOffset = 0
  private var agenda: [(time: Int, event: Event)] = []
  var queue: IssuanceQueue
  var issuers: [SimulatedIssuer] = []
  var witness = Witness()
  /// When each lane of the token is free again.
  var lanes: [Int]
  var isTokenAway = false
  /// No faults from here on: everything must come to its end.
  var isCalm: Bool

  init(_ plan: Plan, random: SeededGenerator) {
    self.plan = plan
    self.random = random
    queue = IssuanceQueue(share: plan.share)
    lanes = Array(repeating: 0, count: plan.lanes)
    isCalm = plan.faultsPerMille == 0 && plan.deaths == 0
  }

  var wall: Timestamp {
    Timestamp(millisecondsSinceEpoch: 1_800_000_000_000 + Int64(now + wallOffset))
  }

  var elapsed: Duration { .milliseconds(now) }

  mutating func schedule(after delay: Int, _ event: @escaping Event) {
    let time = now + delay
    // Latest first, so that the next is at the end; equal times in the order of their scheduling.
    var (low, high) = (0, agenda.count)
    while low < high {
      let middle = (low + high) / 2
      if agenda[middle].time <= time { high = middle } else { low = middle + 1 }
    }
    agenda.insert((time, event), at: low)
  }

  mutating func id<Resource>() -> ResourceID<Resource> { ResourceID(at: wall, using: &random) }

  /// Lets it all happen.
  ///
  /// - Returns: Whether every order had ended when nothing was left to happen, or time was over.
  mutating func run() -> Bool {
    for index in 0..<plan.issuers {
      issuers.append(SimulatedIssuer(index: index, run: IssuerRun(id: id())))
      schedule(after: random.number(0...5)) { $0.start(index) }
    }
    scheduleArrivals()
    scheduleFaults()
    schedule(after: plan.horizon) { $0.calmDown() }
    while let next = agenda.popLast() {
      now = max(now, next.time)
      next.event(&self)
      if now > plan.horizon, queue.isEmpty, witness.accepted.count == plan.jobs { return true }
      if now > plan.deadline { break }
    }
    return queue.isEmpty && witness.accepted.count == plan.jobs
  }

  private mutating func scheduleArrivals() {
    let accounts: [AccountID] = (0..<plan.accounts).map { _ in id() }
    for _ in 0..<plan.jobs {
      // One account may flood.
      let account =
        random.happens(plan.floodPerMille)
        ? accounts[0] : accounts[random.number(0...accounts.count - 1)]
      let queueClass = QueueClass.allCases[random.number(0...2)]
      let isPoison = random.happens(plan.poisonPerMille)
      schedule(after: random.number(0...plan.horizon / 2)) {
        $0.accept(of: account, as: queueClass, isPoison: isPoison)
      }
    }
  }

  private mutating func accept(of account: AccountID, as queueClass: QueueClass, isPoison: Bool) {
    let order: OrderID = id()
    let request = CertificateRequest(subjectPublicKeyInfo: [], names: [], profile: "default")
    guard
      let position = queue.accept(order, of: account, request: request, as: queueClass, at: wall)
    else { return witness.complain("an order that was never seen was accepted before") }
    if queue.accept(order, of: account, request: request, as: queueClass, at: wall) != nil {
      witness.complain("an order has two jobs")
    }
    witness.accept(
      order, of: account, at: position, time: now, isPoison: isPoison, among: queue.positions)
    // Some signals are lost; whoever waits looks himself now and then.
    if !random.happens(plan.faultsPerMille) { wakeIssuers() }
  }

  mutating func wakeIssuers() {
    for index in issuers.indices {
      guard issuers[index].isLooking else {
        issuers[index].hasUnseenJob = true
        continue
      }
      issuers[index].isLooking = false
      let life = issuers[index].life
      schedule(after: 0) { $0.looked(index, life) }
    }
  }

  private mutating func scheduleFaults() {
    for _ in 0..<plan.deaths {
      let index = random.number(0...plan.issuers - 1)
      schedule(after: random.number(0...plan.horizon)) { $0.die(index) }
    }
    for _ in 0..<plan.outages {
      let begin = random.number(0...plan.horizon)
      schedule(after: begin) { $0.isTokenAway = !$0.isCalm }
      schedule(after: begin + random.number(1...plan.horizon / 4)) { $0.isTokenAway = false }
    }
    for _ in 0..<plan.clockJumps {
      let jump = random.happens(500) ? 3_600_000 : -3_600_000
      schedule(after: random.number(0...plan.horizon)) { $0.wallOffset += jump }
    }
  }

  private mutating func calmDown() {
    isCalm = true
    isTokenAway = false
  }
}
