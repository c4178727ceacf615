import AuthorityModel
import Conformance
import Signing
import Storage

@testable import Issuance

/// An issuer of a simulation: a line, and what it has in hand.
struct SimulatedIssuer {
  let index: Int
  /// Counts its lives; what was begun in a former one no longer reaches it.
  var life = 0
  var isAlive = false
  var run: IssuerRun
  var line = IssuingLine(.init(signingPlaces: 1, patience: .zero))
  var jobs: [IssuingLine.Ticket: Job] = [:]
  var unreturned: [JobReturn] = []
  var isLooking = false
  /// Returns that a look sees to before it ends.
  var awaitedReturns = 0
  /// A signal came while nobody looked; the next look is over at once.
  var hasUnseenJob = false
}

extension SimulatedQueue {
  mutating func start(_ index: Int) {
    issuers[index].life += 1
    issuers[index].isAlive = true
    issuers[index].run = IssuerRun(id: id())
    issuers[index].line = IssuingLine(
      .init(signingPlaces: plan.lanes + 1, patience: .milliseconds(Plan.lease / 2), apartLimit: 3))
    issuers[index].jobs = [:]
    issuers[index].unreturned = []
    issuers[index].isLooking = false
    if plan.issuers == 1 { queue.releaseLeases(exceptOf: issuers[index].run) }
    decide(index)
  }

  mutating func die(_ index: Int) {
    guard issuers[index].isAlive, !isCalm || plan.poisonPerMille > 0 else { return }
    issuers[index].isAlive = false
    issuers[index].life += 1
    schedule(after: random.number(1...50)) { $0.start(index) }
  }

  func lives(_ index: Int, _ life: Int) -> Bool {
    issuers[index].isAlive && issuers[index].life == life
  }

  /// Does what the line decides.
  mutating func decide(_ index: Int) {
    let life = issuers[index].life
    while lives(index, life) {
      let decisions = issuers[index].line.takeDecisions(at: elapsed)
      if let ticket = decisions.called { callToSigner(ticket, index) }
      for ticket in decisions.dismissed {
        if let job = issuers[index].jobs.removeValue(forKey: ticket) { giveBack(job, 0, index) }
      }
      if let quota = decisions.claim { claim(quota, index) }
      if decisions.pause != nil {
        schedule(after: random.number(1...40)) { world in
          guard world.lives(index, life) else { return }
          world.issuers[index].line.pauseEnded()
          world.decide(index)
        }
      }
      if decisions.mustLook {
        issuers[index].isLooking = true
        if issuers[index].hasUnseenJob {
          issuers[index].hasUnseenJob = false
          schedule(after: 0) { $0.endLook(index, life) }
        }
        schedule(after: isCalm ? 20_000 : 500) { $0.endLook(index, life) }
      }
      if decisions.called == nil { return }
    }
  }

  private mutating func endLook(_ index: Int, _ life: Int) {
    guard lives(index, life), issuers[index].isLooking else { return }
    issuers[index].isLooking = false
    looked(index, life)
  }

  mutating func looked(_ index: Int, _ life: Int) {
    guard lives(index, life) else { return }
    let unreturned = issuers[index].unreturned
    issuers[index].unreturned = []
    guard !unreturned.isEmpty else { return endLook(of: index) }
    issuers[index].awaitedReturns = unreturned.count
    for back in unreturned {
      complete(back, index) { world in
        world.issuers[index].awaitedReturns -= 1
        if world.issuers[index].awaitedReturns == 0 { world.endLook(of: index) }
      }
    }
  }

  private mutating func endLook(of index: Int) {
    issuers[index].line.looked(at: elapsed)
    if !issuers[index].unreturned.isEmpty { issuers[index].line.storageFailed() }
    decide(index)
  }

  /// Asks something of storage: it takes effect after a while, and is told after another.
  ///
  /// Either may be cut off: by a fault before the effect or after it, or by the issuer's death.
  mutating func ask<Answer>(
    _ index: Int,
    _ effect: @escaping (inout SimulatedQueue) -> Answer,
    _ answer: @escaping (inout SimulatedQueue, Answer?) -> Void
  ) {
    let life = issuers[index].life
    let failsBefore = !isCalm && random.happens(plan.faultsPerMille)
    let failsAfter = !isCalm && random.happens(plan.faultsPerMille)
    // A request that is on its way may arrive though its sender is dead.
    let outlives = random.happens(500)
    let answerDelay = random.number(0...4)
    schedule(after: random.number(0...8)) { world in
      guard world.lives(index, life) || outlives else { return }
      let result = failsBefore ? nil : effect(&world)
      world.schedule(after: answerDelay) { world in
        guard world.lives(index, life) else { return }
        answer(&world, failsAfter ? nil : result)
        world.decide(index)
      }
    }
  }

  private mutating func claim(_ quota: ClaimQuota, _ index: Int) {
    let run = issuers[index].run
    ask(index) { world in
      let lease = Duration.milliseconds(Plan.lease)
      world.witness.willClaim(quota, from: world.queue, at: world.wall)
      let jobs = world.queue.claim(quota, for: run, at: world.wall, until: world.wall + lease)
      world.witness.claimed(jobs, at: world.now)
      return jobs
    } _: { world, jobs in
      guard let jobs else { return world.issuers[index].line.claimFailed() }
      let admission = world.issuers[index].line.admit(jobs, at: world.elapsed)
      for job in admission.returned {
        world.giveBack(job, 0, index) { $0.issuers[index].line.cameBack() }
      }
      for (ticket, job) in admission.admitted {
        world.issuers[index].jobs[ticket] = job
        world.begin(ticket, index)
      }
    }
  }

  mutating func giveBack(
    _ job: Job, _ pause: Int, _ index: Int, then tell: @escaping Event = { _ in }
  ) {
    let until =
      pause > 0 ? wall + .milliseconds(pause) : Timestamp(millisecondsSinceEpoch: 0)
    complete(JobReturn(job: job, until: until, isExcused: true), index, then: tell)
  }

  private mutating func complete(
    _ back: JobReturn, _ index: Int, then tell: @escaping Event = { _ in }
  ) {
    let run = issuers[index].run
    ask(index) { world in
      let isReleased = world.queue.release(
        back.job, until: back.until, by: run, excused: back.isExcused)
      if isReleased { world.witness.released(back.job) }
      return isReleased
    } _: { world, isReleased in
      switch isReleased {
      case nil:
        world.issuers[index].unreturned.append(back)
        world.issuers[index].line.storageFailed()
      case true?: world.wakeIssuers()
      case false?: break
      }
      tell(&world)
    }
  }
}
