internal import AuthorityModel
internal import Signing
internal import Storage

/// What happens on the line; decisions follow with ``takeDecisions(at:)``.
extension IssuingLine {
  /// What becomes of the jobs of a claim.
  struct Admission: Sendable {
    /// Are in hand now, in the order of their turns.
    var admitted: [(ticket: Ticket, job: Job)] = []
    /// Go back to the queue at once; the attempt doesn't count.
    var returned: [Job] = []
  }

  /// A claim has brought these jobs.
  ///
  /// A job that an issuer lost may be what brought it down. It is tried alone, so that a crash counts
  /// against nobody else (poison jobs): it and those behind it go back, and once nothing is in hand, jobs
  /// are claimed singly until one is above suspicion.
  mutating func admit(_ jobs: [Job], at now: Duration) -> Admission {
    guard let claim else { return returning(jobs[...]) }
    self.claim = nil
    let ordered = rotation.interleaved(jobs, claimedAs: claim.quota)
    noteSupply(of: ordered, for: claim)
    guard !isShutDown else { return returning(ordered[...]) }
    guard let suspect = ordered.firstIndex(where: \.isSuspect) else {
      if !ordered.isEmpty { isCautious = false }
      return Admission(admitted: ordered.map { (enter($0, claimedAt: claim.since), $0) })
    }
    isCautious = true
    waitsForLook = false
    singleClass = ordered[suspect].position.queueClass.rawValue
    let end = claim.quota.isAlone ? ordered.endIndex : suspect
    var admission = returning(ordered[end...])
    admission.admitted = ordered[..<end].map { (enter($0, claimedAt: claim.since), $0) }
    return admission
  }

  private mutating func returning(_ jobs: ArraySlice<Job>) -> Admission {
    returningCount += jobs.count
    return Admission(returned: Array(jobs))
  }

  /// A job that was not admitted is back in the queue, or can't be given back for now.
  mutating func cameBack() { returningCount -= 1 }

  private mutating func noteSupply(of jobs: [Job], for claim: Claim) {
    guard claim.quota.isAlone else {
      waitsForLook = rotation.isExhausted && !hasUnseenLook
      return
    }
    guard jobs.isEmpty else {
      vainSingles = 0
      return
    }
    singleClass += 1
    vainSingles += 1
    if vainSingles >= QueueClass.allCases.count {
      // The queue is empty, so nothing in it is suspect.
      (singleClass, vainSingles, isCautious, waitsForLook) = (0, 0, false, !hasUnseenLook)
    }
  }

  private mutating func enter(_ job: Job, claimedAt: Duration) -> Ticket {
    lastTicket += 1
    entries[lastTicket] = Entry(job: job, claimedAt: claimedAt)
    counts[.preparing, default: 0] += 1
    queue.append(lastTicket)
    return lastTicket
  }

  /// Storage failed; nothing is asked of it until somebody looks again.
  mutating func storageFailed() { waitsForLook = true }

  /// The claim under way failed.
  mutating func claimFailed() {
    claim = nil
    storageFailed()
  }

  mutating func wentApart(_ ticket: Ticket) {
    move(ticket, to: .apart)
    entries[ticket]?.isMeasured = false
  }

  mutating func rejoined(_ ticket: Ticket) { move(ticket, to: .preparing) }

  /// A job's bytes are recorded and linted.
  mutating func prepared(_ ticket: Ticket, at now: Duration) {
    guard let entry = entries[ticket] else { return }
    // Where it was prepared before, its turn came back with it.
    move(ticket, to: .prepared)
    if entry.isMeasured { supply.prepared(after: now - entry.claimedAt) }
    entries[ticket]?.isMeasured = false
    if isShutDown { dismiss(ticket) }
  }

  /// A called job is with the signer.
  mutating func reachedSigner(_ ticket: Ticket, at now: Duration) {
    move(ticket, to: .atSigner)
    entries[ticket]?.sentAt = now
  }

  /// - Returns: What to tell the operator.
  mutating func signed(_ ticket: Ticket, at now: Duration, time: Timestamp) -> TokenTrouble.Notice?
  {
    if let entry = entries[ticket] { supply.signed(after: now - entry.sentAt) }
    move(ticket, to: .storing)
    flow = .open
    return trouble.note(.signed, at: time)
  }

  /// The signer failed; the job keeps its turn, and all wait.
  ///
  /// - Returns: What to tell the operator.
  mutating func signerFailed(_ ticket: Ticket, with error: SigningError, time: Timestamp)
    -> TokenTrouble.Notice?
  {
    if entries[ticket] != nil {
      move(ticket, to: .preparing)
      let index = queue.firstIndex { $0 > ticket } ?? queue.endIndex
      queue.insert(ticket, at: index)
    }
    flow = .pausing
    return trouble.note(.signerFailed(error), at: time)
  }

  mutating func pauseEnded() {
    isPauseUnderWay = false
    if flow == .pausing { flow = .trying }
  }

  /// A job is not in hand any more.
  mutating func left(_ ticket: Ticket) { remove(ticket) }

  /// Somebody looked, or enough time has gone by.
  mutating func looked(at now: Duration) {
    isLookUnderWay = false
    waitsForLook = false
    if claim != nil || vainSingles > 0 { hasUnseenLook = true }
    let patience = terms.patience
    dismissPrepared { now - $0.claimedAt > patience }
  }

  /// Nothing more is claimed or signed; what is with the signer ends.
  mutating func shutDown() {
    isShutDown = true
    dismissPrepared()
  }
}
