package import AuthorityModel
package import Storage

extension PostgreSQLJobStore {
  static let listing = Statement(
    "queue positions",
    """
    SELECT number, class, place, order_id, account, accepted_at FROM jobs
    ORDER BY class, place, number
    """)

  package func positions() async throws(StorageError) -> [QueueEntry] {
    try await database.read(Self.listing, []) { rows in
      try rows.map(of: "jobs") { columns in
        let position = try columns.position()
        return QueueEntry(
          order: try columns.id(), account: try columns.id(), position: position,
          acceptedAt: try columns.timestamp())
      }
    }
  }

  static let counting = Statement(
    "queue backlog",
    """
    SELECT class, count(*), (SELECT accepted_at FROM jobs ORDER BY number LIMIT 1)
    FROM jobs GROUP BY class
    """)

  package func backlog() async throws(StorageError) -> Backlog {
    try await database.read(Self.counting, []) { rows in
      var counts: [QueueClass: Int] = [:]
      var oldest: Timestamp?
      _ = try rows.map(of: "jobs") { columns in
        counts[try columns.queueClass()] = try columns.int()
        oldest = try columns.optionalTimestamp()
      }
      return Backlog(jobCounts: counts, oldestAcceptedAt: oldest)
    }
  }
}

extension PostgreSQLJobStore: QueueInspection {
  static let depths = Statement(
    "queue depths",
    """
    SELECT class, count(*), count(holder), min(accepted_at) FROM jobs
    GROUP BY class ORDER BY class
    """)

  package func depths() async throws(StorageError) -> [QueueDepth] {
    try await database.read(Self.depths, []) { rows in
      try rows.map(of: "jobs") { columns in
        QueueDepth(
          queueClass: try columns.queueClass(), jobs: try columns.int(),
          inHand: try columns.int(), oldestAcceptedAt: try columns.optionalTimestamp())
      }
    }
  }

  static let busiest = Statement(
    "busiest accounts",
    """
    SELECT account, count(*) AS jobs FROM jobs GROUP BY account ORDER BY jobs DESC, account LIMIT $1
    """)

  package func busiestAccounts(limit: Int) async throws(StorageError)
    -> [(account: AccountID, jobs: Int)]
  {
    try await database.read(Self.busiest, [.integer(limit)]) { rows in
      try rows.map(of: "jobs") { (try $0.id(), try $0.int()) }
    }
  }

  static let first = Statement(
    "first jobs",
    """
    SELECT number, class, place, order_id, account, accepted_at, attempts - excused_attempts,
      holder IS NOT NULL, claimable_at
    FROM jobs ORDER BY class, place, number LIMIT $1
    """)

  package func queuedJobs(limit: Int) async throws(StorageError) -> [QueuedJob] {
    try await database.read(Self.first, [.integer(limit)]) { rows in
      try rows.map(of: "jobs") { columns in
        let position = try columns.position()
        return QueuedJob(
          order: try columns.id(), account: try columns.id(), position: position,
          acceptedAt: try columns.timestamp(), tries: try columns.int(),
          isInHand: try columns.boolean(), claimableAt: try columns.timestamp())
      }
    }
  }

  static let lastSetAside = Statement(
    "jobs set aside",
    """
    SELECT number, class, place, order_id, account, accepted_at, set_aside_at, tries, reason
    FROM set_aside_jobs ORDER BY set_aside_at DESC, number DESC LIMIT $1
    """)

  package func setAsideJobs(limit: Int) async throws(StorageError) -> [SetAsideJob] {
    try await database.read(Self.lastSetAside, [.integer(limit)]) { rows in
      try rows.map(of: "set_aside_jobs") { columns in
        let position = try columns.position()
        return SetAsideJob(
          order: try columns.id(), account: try columns.id(), position: position,
          acceptedAt: try columns.timestamp(), setAsideAt: try columns.timestamp(),
          tries: try columns.int(), reason: try columns.text())
      }
    }
  }
}
