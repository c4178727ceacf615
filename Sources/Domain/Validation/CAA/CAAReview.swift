package import AuthorityModel
package import IssuancePolicy
package import Storage

/// Looks at an order's CAA checks once more before a certificate is made, and repeats the old ones.
///
/// Where all of them still count, which is nearly always, nothing is asked and nothing is stored.
package struct CAAReview: CAAGate {
  private let checker: any CAAChecker
  private let authorizations: any AuthorizationStore
  private let clock: WallClock
  private let margin: Duration
  private let concurrencyLimit: Int
  private let budget: LookupBudget

  /// - Parameters:
  ///   - margin: How long before it would be too old a check is made again, so that it still counts
  ///     when the job's turn comes.
  ///   - concurrencyLimit: How many names of an order are looked up at once; as many as an order may
  ///     have, so that finalize waits no longer for many than for one.
  ///   - budget: What all orders share.
  package init(
    checker: any CAAChecker, authorizations: any AuthorizationStore, clock: WallClock,
    margin: Duration = .zero, concurrencyLimit: Int = 100,
    budget: LookupBudget = LookupBudget(limit: 400)
  ) {
    self.checker = checker
    self.authorizations = authorizations
    self.clock = clock
    self.margin = margin
    self.concurrencyLimit = concurrencyLimit
    self.budget = budget
  }

  package func requireLeave(for order: Order, given authorizations: [Authorization])
    async throws(CAARefusal) -> Timestamp?
  {
    let now = clock.now
    let (fresh, stale) = authorizations.partitioned { authorization in
      authorization.evidence?.caa.map { CAARecord.counts($0.checkedAt, at: now + margin) } ?? false
    }
    guard budget.take(stale.count) else {
      throw CAARefusal(
        Failure(
          .serverInternal,
          "So many CAA records are being looked up that this order's were not. Try again later."))
    }
    defer { budget.giveBack(stale.count) }
    var checks = fresh.compactMap(\.evidence?.caa?.checkedAt)
    var refused: [Failure.Part] = []
    for (authorization, result) in await results(for: stale, at: now) {
      switch result {
      case .success(let record):
        guard let record else { continue }
        try await keep(record, with: authorization)
        checks.append(record.checkedAt)
      case .failure(let failure):
        refused.append(
          Failure.Part(name: authorization.certifiedName, failure.kind, failure.detail))
      }
    }
    if let failure = Failure(of: refused) { throw CAARefusal(failure) }
    return checks.min()
  }

  private typealias Outcome = (Authorization, Result<CAARecord?, Failure>)

  /// Checks names side by side, a bounded number at once; the results come in the names' order.
  private func results(for stale: [Authorization], at now: Timestamp) async -> [Outcome] {
    guard !stale.isEmpty else { return [] }
    return await withTaskGroup(of: (Int, Result<CAARecord?, Failure>).self) { group in
      var waiting = stale.enumerated().makeIterator()
      for _ in 0..<concurrencyLimit {
        guard let (index, authorization) = waiting.next() else { break }
        group.addTask { (index, await result(for: authorization, at: now)) }
      }
      var results: [Int: Result<CAARecord?, Failure>] = [:]
      for await (index, result) in group {
        results[index] = result
        if let (index, authorization) = waiting.next() {
          group.addTask { (index, await self.result(for: authorization, at: now)) }
        }
      }
      return stale.indices.compactMap { index in results[index].map { (stale[index], $0) } }
    }
  }

  private func result(
    for authorization: Authorization, at now: Timestamp
  ) async -> Result<CAARecord?, Failure> {
    guard let method = authorization.provedMethod else {
      return .failure(Failure(.unauthorized, "The authorization was not proved by any challenge."))
    }
    do throws(Failure) {
      return .success(
        try await checker.leave(
          for: authorization.identifier, isWildcard: authorization.isWildcard,
          account: authorization.account, method: method, at: now))
    } catch {
      return .failure(error)
    }
  }

  /// Keeps the evidence; where somebody has changed the authorization meanwhile, that stands.
  private func keep(
    _ record: CAARecord, with authorization: Authorization
  ) async throws(CAARefusal) {
    var checked = authorization
    guard checked.checkedAgain(record) else { return }
    do throws(StorageError) {
      _ = try await authorizations.update(authorization, to: checked)
    } catch {
      throw CAARefusal(
        Failure(.serverInternal, "The CAA check could not be recorded. Try again later."))
    }
  }
}

extension Authorization {
  /// How control was proved; older records lack the evidence, but the challenge tells.
  fileprivate var provedMethod: Challenge.Method? {
    if let evidence { return evidence.method }
    for challenge in challenges {
      if case .valid = challenge.state { return challenge.method }
    }
    return nil
  }
}

extension Array {
  fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> (
    first: [Element], second: [Element]
  ) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
