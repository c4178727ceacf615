import AuthorityModel
import Conformance
import Storage

/// Sees everything, and complains of what must not be.
struct Witness {
  struct Acceptance {
    let account: AccountID
    let position: QueuePosition
    let time: Int
    let isPoison: Bool
    /// When it was claimed for the first time.
    var claimedAt: Int?
    /// Held once and came back, so that others could go before.
    var hadTrouble = false
    var endedAt: Int?
  }

  private(set) var accepted: [OrderID: Acceptance] = [:]
  private(set) var complaints: [String] = []
  private var signed: [SerialNumber: OrderID] = [:]
  private var serialOf: [OrderID: SerialNumber] = [:]
  private var certificates: Set<OrderID> = []
  private var releases: [OrderID: Int] = [:]
  private var crashes: [OrderID: Int] = [:]
  /// Jobs that a later one went before, though accepted sooner.
  private var overtakings: [OrderID: Int] = [:]

  mutating func complain(_ complaint: String) {
    complaints.append(complaint)
  }

  func isPoison(_ order: OrderID) -> Bool { accepted[order]?.isPoison ?? false }

  func serial(_ number: Int) -> SerialNumber {
    var generator = SeededGenerator(seed: UInt64(number))
    return SerialNumber(using: &generator)
  }

  mutating func accept(
    _ order: OrderID, of account: AccountID, at position: QueuePosition, time: Int, isPoison: Bool,
    among standing: [QueueEntry]
  ) {
    accepted[order] = Acceptance(
      account: account, position: position, time: time, isPoison: isPoison)
    // What has ended is forgotten, and so is its place.
    let standsBeforeAnElder = standing.contains { entry in
      accepted[entry.order]?.account == account && entry.order != order
        && entry.position.queueClass == position.queueClass && !entry.position.precedes(position)
    }
    if standsBeforeAnElder { complain("an account's later job stands before an earlier one") }
  }

  /// Nobody who could be claimed is left out for one who stands behind.
  mutating func willClaim(_ quota: ClaimQuota, from queue: IssuanceQueue, at now: Timestamp) {
    var trial = queue
    let run = IssuerRun(id: ResourceID(at: now, using: &trialGenerator))
    let all = trial.claim(ClaimQuota(ofEach: .max), for: run, at: now, until: now)
    expected = QueueClass.allCases.flatMap { queueClass in
      all.filter { $0.position.queueClass == queueClass }
        .sorted { $0.position.precedes($1.position) }
        .prefix(quota[queueClass]).map(\.order)
    }
  }

  private var trialGenerator = SeededGenerator(seed: 0)
  private var expected: [OrderID] = []

  mutating func claimed(_ jobs: [Job], at time: Int) {
    if jobs.map(\.order) != expected { complain("a claim left out whoever was first") }
    for job in jobs {
      if accepted[job.order]?.claimedAt == nil {
        accepted[job.order]?.claimedAt = time
        noteOvertaking(by: job)
      }
      if job.attempts > 1 { accepted[job.order]?.hadTrouble = true }
    }
  }

  private mutating func noteOvertaking(by job: Job) {
    for (order, other) in accepted
    where other.claimedAt == nil && other.position.queueClass == job.position.queueClass
      && other.position.number < job.position.number
    {
      overtakings[order, default: 0] += 1
    }
  }

  mutating func released(_ job: Job) { releases[job.order, default: 0] += 1 }

  func attemptsNotExcused(of job: Job) -> Int { job.attempts - releases[job.order, default: 0] }

  /// A crash loop ends: the first crash makes a suspect, and each that follows is a trial.
  mutating func broughtDown(by job: Job, triesLimit: Int) {
    crashes[job.order, default: 0] += 1
    if crashes[job.order, default: 0] > triesLimit + 1 {
      complain("a poison job crashed issuers for ever")
    }
  }

  mutating func failed(_ job: Job) { accepted[job.order]?.hadTrouble = true }

  /// Law 1, and no serial number for two.
  mutating func signing(
    _ reservation: Reservation, for job: Job, by run: IssuerRun, recorded queue: IssuanceQueue
  ) {
    if signed[reservation.serial, default: job.order] != job.order {
      complain("a serial number was used for two certificates")
    }
    signed[reservation.serial] = job.order
    if reservation.tbsCertificate != job.order.bytes {
      complain("bytes of another order were signed")
    }
    if serialOf[job.order, default: reservation.serial] != reservation.serial {
      complain("an order's certificate was signed under two serial numbers")
    }
    serialOf[job.order] = reservation.serial
  }

  mutating func stored(_ job: Job, as reservation: Reservation, at time: Int) {
    if !certificates.insert(job.order).inserted { complain("an order got two certificates") }
    if serialOf[job.order] != reservation.serial {
      complain("a certificate was stored that nobody signed")
    }
    accepted[job.order]?.endedAt = time
  }

  /// What can be said when all is over.
  mutating func conclude(_ world: SimulatedQueue) {
    for (order, acceptance) in accepted {
      let outcome = world.queue.outcomes[order]
      switch outcome {
      case nil: complain("order \(acceptance.position.number) was lost")
      case .issued?: break
      case .failed?:
        if !acceptance.isPoison { complain("an innocent order was given up") }
      }
      let allowed = Int(acceptance.position.place - acceptance.position.number)
      if overtakings[order, default: 0] > allowed {
        complain("a job was overtaken \(overtakings[order, default: 0]) times; \(allowed) allowed")
      }
    }
    if world.plan.isQuiet { concludeQuiet(world) }
  }

  /// Where nothing goes wrong, nobody waits longer than the queue ahead of him takes: those accepted
  /// before and not ended, in all classes, those who may overtake him, and for each of these, by the
  /// weights, no more than 12 of other classes; 6 ms each on a lane, and what a claim, a reservation and
  /// a commit take.
  private mutating func concludeQuiet(_ world: SimulatedQueue) {
    for (_, acceptance) in accepted {
      guard let endedAt = acceptance.endedAt else { continue }
      let position = acceptance.position
      let ahead = accepted.values.count {
        $0.position.queueClass == position.queueClass && $0.position.precedes(position)
          && ($0.endedAt ?? .max) > acceptance.time
      }
      let othersAhead = accepted.values.count {
        $0.position.queueClass != position.queueClass && ($0.endedAt ?? .max) > acceptance.time
          && $0.time < endedAt
      }
      let jobs = ahead + min(othersAhead, (ahead + 1) * 12 + 24) + 1
      // Six turns to storage of at most 12 ms each: three claims after a start, the claim that brings
      // it, its reservation, its certificate; and the look that may be under way.
      let bound = jobs * 6 / world.plan.lanes + 6 + 6 * 12 + jobs * 12
      if endedAt - acceptance.time > bound {
        complain("a job waited \(endedAt - acceptance.time) ms; \(bound) ms are allowed")
      }
    }
  }
}
