package import AuthorityModel

extension IssuanceQueue {
  package mutating func claim(
    _ quota: ClaimQuota, for issuer: IssuerRun, at now: Timestamp, until: Timestamp
  ) -> [Job] {
    var claimed: [Int] = []
    for queueClass in QueueClass.allCases {
      claimed += rows.indices
        .filter {
          rows[$0].position.queueClass == queueClass
            && rows[$0].claimableAt.millisecondsSinceEpoch <= now.millisecondsSinceEpoch
        }
        .sorted { rows[$0].position.precedes(rows[$1].position) }
        .prefix(quota[queueClass])
    }
    return claimed.map { index in
      judgeUnended(index, by: issuer)
      rows[index].isOnTrial = quota.isAlone && rows[index].wasLost
      rows[index].holder = issuer
      rows[index].claimableAt = until
      rows[index].attempts += 1
      return Job(rows[index])
    }
  }

  package mutating func reserve(_ reservation: Reservation, for job: Job, by issuer: IssuerRun)
    -> ReservationResult
  {
    guard let index = index(of: job, heldBy: issuer), rows[index].reservation == nil else {
      return .leaseLost
    }
    guard serials.insert(reservation.serial).inserted else { return .serialTaken }
    rows[index].reservation = reservation
    return .reserved
  }

  package mutating func store(_ reservation: Reservation, for job: Job, by issuer: IssuerRun)
    -> Bool
  {
    end(job, by: issuer, as: .issued(reservation.serial))
  }

  package mutating func fail(_ job: Job, with failure: Failure, by issuer: IssuerRun) -> Bool {
    end(job, by: issuer, as: .failed(failure))
  }

  package mutating func setAside(
    _ job: Job, with failure: Failure, reason: String, at now: Timestamp, by issuer: IssuerRun
  ) -> Bool {
    guard end(job, by: issuer, as: .failed(failure)) else { return false }
    setAsideJobs.append(
      SetAsideJob(
        order: job.order, account: job.account, position: job.position,
        acceptedAt: job.acceptedAt, setAsideAt: now, tries: job.tries, reason: reason))
    return true
  }

  package mutating func release(
    _ job: Job, until: Timestamp, by issuer: IssuerRun, excused: Bool
  ) -> Bool {
    guard let index = index(of: job, heldBy: issuer) else { return false }
    rows[index].holder = nil
    rows[index].claimableAt = until
    rows[index].excusedAttempts += excused ? 1 : 0
    return true
  }

  package mutating func releaseLeases(exceptOf issuer: IssuerRun) {
    for index in rows.indices where rows[index].holder != nil && rows[index].holder != issuer {
      judgeUnended(index, by: issuer)
      rows[index].holder = nil
      rows[index].claimableAt = Timestamp(millisecondsSinceEpoch: 0)
    }
  }

  /// Says what an attempt was that nobody ended, once its lease is over.
  ///
  /// An issuer that claims its own job anew is alive, so the job has done nothing to it. If another
  /// held it, the job is a suspect from now on; but the attempt counts only where it was tried alone, as
  /// otherwise any of those that were in the same hands may be what brought them down.
  private mutating func judgeUnended(_ index: Int, by issuer: IssuerRun) {
    guard let holder = rows[index].holder else { return }
    if holder == issuer || !rows[index].isOnTrial { rows[index].excusedAttempts += 1 }
    if holder != issuer { rows[index].wasLost = true }
  }

  private mutating func end(_ job: Job, by issuer: IssuerRun, as outcome: Order.Outcome) -> Bool {
    guard let index = index(of: job, heldBy: issuer) else { return false }
    rows.remove(at: index)
    outcomes[job.order] = outcome
    return true
  }

  /// A lease is fenced by its holder and by the count of attempts.
  private func index(of job: Job, heldBy issuer: IssuerRun) -> Int? {
    rows.firstIndex {
      $0.position.number == job.position.number && $0.holder == issuer
        && $0.attempts == job.attempts
    }
  }
}

extension Job {
  fileprivate init(_ row: IssuanceQueue.Row) {
    self.init(
      position: row.position, order: row.order, account: row.account, request: row.request,
      acceptedAt: row.acceptedAt, attempts: row.attempts, excusedAttempts: row.excusedAttempts,
      wasLost: row.wasLost, state: row.reservation.map(State.reserved) ?? .queued)
  }
}
