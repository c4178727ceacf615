package import AuthorityModel
internal import GRDB
package import Storage

extension SQLiteJobStore: QueueInspection {
  package func depths() async throws(StorageError) -> [QueueDepth] {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT class, count(*), count(holder), min(accepted_at) FROM jobs
          GROUP BY class ORDER BY class
          """)
      return try Row.fetchAll(select).map { row in
        var columns = ColumnReader(row, of: "jobs")
        return QueueDepth(
          queueClass: try columns.queueClass(), jobs: try columns.value(),
          inHand: try columns.value(), oldestAcceptedAt: columns.optionalTimestamp())
      }
    }
  }

  package func busiestAccounts(limit: Int) async throws(StorageError)
    -> [(account: AccountID, jobs: Int)]
  {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT account, count(*) AS jobs FROM jobs
          GROUP BY account ORDER BY jobs DESC, account LIMIT ?
          """)
      return try Row.fetchAll(select, arguments: [limit]).map { row in
        var columns = ColumnReader(row, of: "jobs")
        return (try columns.id(), try columns.value())
      }
    }
  }

  package func queuedJobs(limit: Int) async throws(StorageError) -> [QueuedJob] {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT number, class, place, order_id, account, accepted_at,
            attempts - excused_attempts, holder IS NOT NULL, claimable_at
          FROM jobs ORDER BY class, place, number LIMIT ?
          """)
      return try Row.fetchAll(select, arguments: [limit]).map { row in
        var columns = ColumnReader(row, of: "jobs")
        let position = try columns.position()
        return QueuedJob(
          order: try columns.id(), account: try columns.id(), position: position,
          acceptedAt: try columns.timestamp(), tries: try columns.value(),
          isInHand: try columns.value(), claimableAt: try columns.timestamp())
      }
    }
  }

  package func setAsideJobs(limit: Int) async throws(StorageError) -> [SetAsideJob] {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT \(SetAsideJob.columns) FROM set_aside_jobs
          ORDER BY set_aside_at DESC, number DESC LIMIT ?
          """)
      return try Row.fetchAll(select, arguments: [limit]).map { row in
        var columns = ColumnReader(row, of: "set_aside_jobs")
        let position = try columns.position()
        return SetAsideJob(
          order: try columns.id(), account: try columns.id(), position: position,
          acceptedAt: try columns.timestamp(), setAsideAt: try columns.timestamp(),
          tries: try columns.value(), reason: try columns.value())
      }
    }
  }
}
