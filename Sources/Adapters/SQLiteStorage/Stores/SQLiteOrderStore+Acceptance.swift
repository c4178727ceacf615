package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

extension SQLiteOrderStore {
  package func accept(
    _ order: Order, request: CertificateRequest, unlessKeyOf keyThumbprint: [UInt8]?,
    as queueClass: QueueClass, at now: Timestamp
  ) async throws(StorageError) -> QueuePosition? {
    let share = accountShare
    // Of optionals, since GRDB maps other sequences by a key path that it makes anew each time.
    let conditions = StatementArguments(
      [order.id.blob, order.account.blob, keyThumbprint.map { Data($0) }]
        + order.authorizations.map { $0.blob } as [(any DatabaseValueConvertible)?])
    let sql = Self.acceptSQL(authorizationCount: order.authorizations.count)
    return try await database.writer.write({ database in
      try database.cachedStatement(sql: sql).execute(arguments: conditions)
      guard database.changesCount == 1 else { return nil }
      return try request.enqueue(for: order, as: queueClass, within: share, at: now, in: database)
    }) { [cache = database.cache] position in
      if position != nil { cache.publish { $0.put(order.processing) } }
    }
  }

  /// All that may have come between since the order was looked at: another finalize, the end of its
  /// account, an account that took the request's key for its own (RFC 8555 §11.1), an authorization that
  /// was given up while CAA records were looked at (RFC 8555 §7.5.2).
  static func acceptSQL(authorizationCount: Int) -> String {
    """
    UPDATE orders SET state = 'processing' WHERE id = ?1 AND state = 'open'
      AND NOT EXISTS (SELECT 1 FROM accounts WHERE id = ?2 AND status <> 'valid')
      AND NOT EXISTS (SELECT 1 FROM accounts WHERE key_thumbprint = ?3)
      AND NOT EXISTS (SELECT 1 FROM authorizations WHERE state = 'deactivated'
        AND id IN (\((0..<authorizationCount).map { "?\($0 + 4)" }.joined(separator: ", "))))
    """
  }
}

extension Order {
  fileprivate var processing: Order {
    Order(
      id: id, account: account, identifiers: identifiers, authorizations: authorizations,
      profile: profile, requestedNotBefore: requestedNotBefore,
      requestedNotAfter: requestedNotAfter, replaces: replaces, createdAt: createdAt,
      expiresAt: expiresAt, state: .processing)
  }
}

extension CertificateRequest {
  /// Puts the job where ``AccountShare/placement(of:after:)`` says, in one statement.
  fileprivate func enqueue(
    for order: Order, as queueClass: QueueClass, within share: AccountShare, at now: Timestamp,
    in database: Database
  ) throws -> QueuePosition {
    let enqueue = try database.cachedStatement(
      sql: """
        INSERT INTO jobs (number, class, place, pace, order_id, account,
          subject_public_key_info, names, profile, requested_not_before, requested_not_after,
          caa_checked_at, accepted_at)
        SELECT next, ?1, max(next, max(next, last) - ?2), max(next, last) + ?3, ?4, ?5, ?6, ?7,
          ?8, ?9, ?10, ?11, ?12
        FROM (SELECT
          coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'jobs'), 0) + 1 AS next,
          coalesce((SELECT max(pace) FROM jobs WHERE account = ?5 AND class = ?1), 0) AS last)
        RETURNING number, place
        """)
    let row = try Row.fetchOne(
      enqueue,
      arguments: [
        queueClass.rawValue, share.allowance, share.spacing, order.id.blob, order.account.blob,
        Data(subjectPublicKeyInfo), NameText.joined(names), profile,
        requestedNotBefore?.column, requestedNotAfter?.column, caaCheckedAt?.column, now.column,
      ])
    guard let row else {
      throw StorageError.corrupt(what: "a job that was inserted and isn't there")
    }
    var columns = ColumnReader(row, of: "jobs")
    return QueuePosition(
      number: try columns.value(), queueClass: queueClass, place: try columns.value())
  }
}
