import AuthorityModel
import Conformance
import Signing
import Storage

@testable import Issuance

/// The way of one job along the line, step by step as ``JobRunner`` takes it.
extension SimulatedQueue {
  private static let given = Failure(.serverInternal, "Given up.")

  mutating func begin(_ ticket: IssuingLine.Ticket, _ index: Int) {
    guard let job = issuers[index].jobs[ticket] else { return }
    let life = issuers[index].life
    let tries = plan.isEveryLossHeldAgainstJobs ? witness.attemptsNotExcused(of: job) : job.tries
    if tries > plan.triesLimit { return setAside(job, ticket, index) }
    if witness.isPoison(job.order), random.happens(700) {
      schedule(after: 0) { world in
        guard world.lives(index, life) else { return }
        world.witness.broughtDown(by: job, triesLimit: world.plan.triesLimit)
        world.die(index)
      }
      return
    }
    if !isCalm, random.happens(plan.faultsPerMille) { return ask(theWorldAbout: ticket, index) }
    prepare(ticket, index)
  }

  /// A CAA recheck, say, after which some jobs must wait.
  private mutating func ask(theWorldAbout ticket: IssuingLine.Ticket, _ index: Int) {
    let life = issuers[index].life
    let isUndecided = random.happens(300)
    issuers[index].line.wentApart(ticket)
    schedule(after: random.number(1...200)) { world in
      guard world.lives(index, life) else { return }
      world.issuers[index].line.rejoined(ticket)
      if isUndecided {
        world.goBack(ticket, after: 60_000, index)
      } else {
        world.prepare(ticket, index)
      }
      world.decide(index)
    }
  }

  private mutating func prepare(_ ticket: IssuingLine.Ticket, _ index: Int) {
    guard let job = issuers[index].jobs[ticket] else { return }
    if case .reserved = job.state { return prepared(ticket, index) }
    let run = issuers[index].run
    // Serial numbers are drawn from so few that some are taken.
    let serial = witness.serial(random.number(0...4095))
    let reservation = Reservation(
      serial: serial, issuer: "r1", tbsCertificate: job.order.bytes, notBefore: wall,
      notAfter: wall)
    ask(index) {
      $0.queue.reserve(reservation, for: job, by: run)
    } _: { world, result in
      switch result {
      case .reserved?:
        world.issuers[index].jobs[ticket]?.reserved(as: reservation)
        world.prepared(ticket, index)
      case .serialTaken?: world.prepare(ticket, index)
      case .leaseLost?, .keyBlocked?: world.leave(ticket, index)
      case nil:
        world.issuers[index].line.storageFailed()
        world.goBack(ticket, after: 1000, index)
      }
    }
  }

  private mutating func prepared(_ ticket: IssuingLine.Ticket, _ index: Int) {
    issuers[index].line.prepared(ticket, at: elapsed)
  }

  mutating func callToSigner(_ ticket: IssuingLine.Ticket, _ index: Int) {
    guard let job = issuers[index].jobs[ticket], case .reserved(let reservation) = job.state else {
      return witness.complain("a job was called that isn't prepared")
    }
    let life = issuers[index].life
    issuers[index].line.reachedSigner(ticket, at: elapsed)
    witness.signing(reservation, for: job, by: issuers[index].run, recorded: queue)
    let lane = lanes.indices.min { lanes[$0] < lanes[$1] } ?? 0
    // Now and then a call hangs for longer than the lease, and its issuer goes on as if nothing were.
    let hangs = !isCalm && random.happens(plan.faultsPerMille / 20)
    let end = max(now, lanes[lane]) + (hangs ? Plan.lease * 2 : random.number(1...6))
    lanes[lane] = hangs ? now : end
    let fails = isTokenAway || (!isCalm && random.happens(plan.faultsPerMille / 4))
    schedule(after: end - now) { world in
      guard world.lives(index, life) else { return }
      world.cameBack(ticket, index, isSigned: !fails)
      world.decide(index)
    }
  }

  private mutating func cameBack(_ ticket: IssuingLine.Ticket, _ index: Int, isSigned: Bool) {
    guard let job = issuers[index].jobs[ticket], case .reserved(let reservation) = job.state else {
      return
    }
    guard isSigned else {
      _ = issuers[index].line.signerFailed(
        ticket, with: .tokenUnavailable(token: "a", reason: "away"), time: wall)
      witness.failed(job)
      guard job.isSuspect else { return prepare(ticket, index) }
      goBack(ticket, after: 0, index)
      return
    }
    _ = issuers[index].line.signed(ticket, at: elapsed, time: wall)
    let run = issuers[index].run
    ask(index) { world in
      let isStored = world.queue.store(reservation, for: job, by: run)
      if isStored { world.witness.stored(job, as: reservation, at: world.now) }
      return isStored
    } _: { world, isStored in
      guard isStored == nil else { return world.leave(ticket, index) }
      world.issuers[index].line.storageFailed()
      world.goBack(ticket, after: 1000, index)
    }
  }

  private mutating func setAside(_ job: Job, _ ticket: IssuingLine.Ticket, _ index: Int) {
    let run = issuers[index].run
    ask(index) { world in
      world.queue.setAside(
        job, with: Self.given, reason: "crashes", at: world.wall, by: run)
    } _: { world, isSetAside in
      guard isSetAside == nil else { return world.leave(ticket, index) }
      world.goBack(ticket, after: 1000, index)
    }
  }

  private mutating func leave(_ ticket: IssuingLine.Ticket, _ index: Int) {
    issuers[index].line.left(ticket)
    issuers[index].jobs[ticket] = nil
  }

  /// It is in hand until storage has taken it back, or has refused to.
  private mutating func goBack(_ ticket: IssuingLine.Ticket, after pause: Int, _ index: Int) {
    guard let job = issuers[index].jobs.removeValue(forKey: ticket) else { return }
    giveBack(job, pause, index) { $0.issuers[index].line.left(ticket) }
  }
}
