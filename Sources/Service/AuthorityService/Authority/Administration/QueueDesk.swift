internal import AuthorityModel
internal import OperatorConsole
internal import Storage

/// Shows administrators the queue, and sets accounts to bulk.
struct QueueDesk: Sendable {
  private static let accountsShown = 10
  /// So that an answer fits into its line.
  private static let longestList = 200

  let queue: any QueueInspection
  let accounts: any BulkAccounts
  let forecasts: any QueueForecasts
  let clock: WallClock

  func answer(to order: QueueOrder) async -> AdminAnswer {
    do throws(StorageError) {
      switch order {
      case .status: return .queue(try await status())
      case .list(let limit):
        let now = clock.now
        let jobs = try await queue.queuedJobs(limit: Self.bounded(limit))
        return .queue(QueueReport(jobs: jobs.map { QueueReport.Job($0, at: now) }))
      case .listSetAside(let limit):
        let now = clock.now
        let jobs = try await queue.setAsideJobs(limit: Self.bounded(limit))
        return .queue(QueueReport(jobs: jobs.map { QueueReport.Job($0, at: now) }))
      case .setBulk(let text, let isBulk): return try await setBulk(text, isBulk)
      }
    } catch {
      return .refusal("\(error)")
    }
  }

  private static func bounded(_ limit: Int) -> Int { min(max(limit, 1), longestList) }

  private func status() async throws(StorageError) -> QueueReport {
    let now = clock.now
    let depths = try await queue.depths()
    let accounts = try await queue.busiestAccounts(limit: Self.accountsShown)
    let waits = QueueClass.allCases.map { ($0, forecasts.wait(ofNext: $0, for: nil)) }
    return QueueReport(
      depths: waits.map { queueClass, forecast in
        let depth = depths.first { $0.queueClass == queueClass }
        return QueueReport.Depth(
          queueClass: "\(queueClass)", jobs: depth?.jobs ?? 0, inHand: depth?.inHand ?? 0,
          oldestAgeSeconds: depth?.oldestAcceptedAt.map { (now - $0) / .seconds(1) },
          waitSeconds: forecast.wait.map { $0 / .seconds(1) })
      },
      jobsPerSecond: forecasts.jobsPerSecond,
      outageSeconds: waits.first?.1.outage.map { $0 / .seconds(1) },
      busiestAccounts: accounts.map {
        QueueReport.AccountDepth(account: "\($0.account)", jobs: $0.jobs)
      },
      setAsideJobs: try await queue.setAsideJobs(limit: Self.longestList).count)
  }

  private func setBulk(_ text: String, _ isBulk: Bool) async throws(StorageError) -> AdminAnswer {
    // The last part of an account's URL is its id.
    let name = text.split(separator: "/").last ?? ""
    guard let id = AccountID(text: name) else {
      return .refusal(
        "\"\(text.prefix(100))\" names no account; give its URL, or the 32 digits at its end")
    }
    guard let account = try await accounts.setBulk(isBulk, for: id) else {
      return .refusal("there is no account \(id)")
    }
    return .queue(QueueReport(account: "\(account.id)", isBulk: account.isBulk))
  }
}

extension QueueReport.Job {
  fileprivate init(_ job: QueuedJob, at now: Timestamp) {
    let state = job.isInHand ? "inHand" : job.claimableAt > now ? "resting" : "waiting"
    self.init(
      order: "\(job.order)", account: "\(job.account)", queueClass: "\(job.position.queueClass)",
      number: job.position.number, place: job.position.place,
      ageSeconds: (now - job.acceptedAt) / .seconds(1), tries: job.tries, state: state)
  }

  fileprivate init(_ job: SetAsideJob, at now: Timestamp) {
    self.init(
      order: "\(job.order)", account: "\(job.account)", queueClass: "\(job.position.queueClass)",
      number: job.position.number, place: job.position.place,
      ageSeconds: (now - job.acceptedAt) / .seconds(1), tries: job.tries, state: "setAside",
      reason: job.reason)
  }
}
