internal import AuthorityModel
internal import Signing
internal import Storage

extension IssuingLine {
  /// What the driver must do next.
  struct Decisions: Sendable {
    /// Goes to the signer now.
    var called: Ticket?
    /// Go back to the queue.
    var dismissed: [Ticket] = []
    var claim: ClaimQuota?
    /// Leave the signer alone after so many failures in a row, then say ``pauseEnded()``.
    var pause: (failures: Int, error: SigningError?)?
    /// Wait until the queue may have jobs, or for some time, then say ``looked(at:)``.
    var mustLook = false
  }

  /// Decides, and takes what was decided as begun.
  mutating func takeDecisions(at now: Duration) -> Decisions {
    callNext(at: now)
    decideClaim(at: now)
    if flow == .pausing, !isPauseUnderWay, !isShutDown {
      isPauseUnderWay = true
      decisions.pause = (trouble.failuresAtNextTry(), trouble.error)
    }
    if !isLookUnderWay, !isShutDown, waitsForLook || flow != .open {
      isLookUnderWay = true
      decisions.mustLook = true
    }
    defer { decisions = Decisions() }
    return decisions
  }

  /// Calls whoever's turn it is, one at a time, so that they come to the signer in order.
  private mutating func callNext(at now: Duration) {
    while count(.called) == 0, count(.atSigner) < openPlaces, let next = nextInTurn() {
      guard let entry = entries[next] else { return }
      guard now - entry.claimedAt <= terms.patience else {
        dismiss(next)
        continue
      }
      if let index = queue.firstIndex(of: next) { queue.remove(at: index) }
      move(next, to: .called)
      decisions.called = next
    }
  }

  private var openPlaces: Int {
    guard !isShutDown else { return 0 }
    switch flow {
    case .open: return terms.signingPlaces
    case .pausing: return 0
    case .trying: return 1
    }
  }

  /// The first of those who aren't apart; nil where it isn't prepared yet, as nobody overtakes it.
  private func nextInTurn() -> Ticket? {
    let first = queue.first { entries[$0]?.stage != .apart }
    return first.flatMap { entries[$0]?.stage == .prepared ? $0 : nil }
  }

  private mutating func decideClaim(at now: Duration) {
    guard claim == nil, !waitsForLook, !isShutDown, flow != .pausing else { return }
    let quota: ClaimQuota
    if flow == .trying || isCautious {
      guard isEmpty, returningCount == 0 else { return }
      quota = ClassRotation.single(singleClass)
    } else {
      guard count(.apart) < terms.apartLimit else { return }
      let target = supply.target
      let inHand =
        count(.preparing) + count(.prepared) + count(.called) + count(.atSigner)
      let shortfall = target - inHand
      // Not for each job that leaves: many share a claim.
      guard shortfall > 0, shortfall * 4 >= target - terms.signingPlaces else { return }
      quota = rotation.quota(for: shortfall)
    }
    if !quota.isAlone || vainSingles == 0 { hasUnseenLook = false }
    claim = Claim(since: now, quota: quota)
    decisions.claim = quota
  }

  mutating func dismiss(_ ticket: Ticket) {
    remove(ticket)
    decisions.dismissed.append(ticket)
  }

  mutating func dismissPrepared(where isDue: (Entry) -> Bool = { _ in true }) {
    let due = entries.filter { $0.value.stage == .prepared && isDue($0.value) }
    for ticket in due.keys.sorted() { dismiss(ticket) }
  }
}
