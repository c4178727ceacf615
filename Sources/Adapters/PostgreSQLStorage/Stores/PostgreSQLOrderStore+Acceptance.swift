package import AuthorityModel
package import Storage

extension PostgreSQLOrderStore {
  /// The order turns `processing` and its job stands in the queue, in one statement.
  ///
  /// It is refused for all that may have come between since the order was looked at: another finalize,
  /// the end of its account, an account that took the request's key for its own (RFC 8555 §11.1), an
  /// authorization that was given up while CAA records were looked at (RFC 8555 §7.5.2).
  ///
  /// A number is drawn for what is accepted alone. The job stands where
  /// ``AccountShare/placement(of:after:)`` says; of an account's jobs that several fronts accept at one
  /// moment, none knows of the other, so that the account may gain a place for each front.
  static let acceptance = Statement(
    "accept order",
    """
    WITH accepted AS (
      UPDATE orders
      SET state = 'processing', accepted_by = $15, job_number = nextval('job_numbers')
      WHERE id = $1 AND state = 'open'
        AND NOT EXISTS (SELECT FROM accounts WHERE id = $2 AND status <> 'valid')
        AND NOT EXISTS (SELECT FROM accounts WHERE key_thumbprint = $3)
        AND NOT EXISTS (SELECT FROM authorizations
          WHERE id = ANY ($4::uuid[]) AND state = 'deactivated')
      RETURNING job_number AS number),
    placed AS (
      SELECT number, greatest(number, coalesce(
        (SELECT max(pace) FROM jobs WHERE account = $2 AND class = $5), 0)) AS pace
      FROM accepted)
    INSERT INTO jobs (number, class, place, pace, order_id, account, subject_public_key_info,
      names, profile, requested_not_before, requested_not_after, caa_checked_at, accepted_at)
    SELECT number, $5, greatest(number, pace - $6), pace + $7, $1, $2, $8, $9, $10, $11, $12,
      $13, $14
    FROM placed
    RETURNING number, class, place
    """)

  /// The job that this very write put into the queue.
  ///
  /// One that has ended is gone; its order has kept its number, and where it stood no longer matters.
  static let accepted = Statement(
    "accepted order",
    """
    SELECT o.job_number, coalesce(j.class, $3), coalesce(j.place, o.job_number)
    FROM orders AS o LEFT JOIN jobs AS j ON j.number = o.job_number
    WHERE o.id = $1 AND o.accepted_by = $2
    """)

  package func accept(
    _ order: Order, request: CertificateRequest, unlessKeyOf keyThumbprint: [UInt8]?,
    as queueClass: QueueClass, at now: Timestamp
  ) async throws(StorageError) -> QueuePosition? {
    let write = WriteID()
    let arguments: [Argument] = [
      order.id.argument, order.account.argument, .bytes(keyThumbprint),
      .ids(order.authorizations.map(\.bytes)), .integer(queueClass.rawValue),
      .integer(accountShare.allowance), .integer(accountShare.spacing),
      .bytes(request.subjectPublicKeyInfo), .text(NameText.joined(request.names)),
      .text(request.profile), request.requestedNotBefore.argument,
      request.requestedNotAfter.argument, request.caaCheckedAt.argument, now.argument,
      write.argument,
    ]
    let recognition = Recognition<QueuePosition?>(
      Self.accepted,
      [order.id.argument, write.argument, .integer(queueClass.rawValue)],
      where: { $0 == nil }
    ) { rows in try rows.first(of: "jobs") { try $0.position() }.map(Optional.some) }
    return try await database.write(
      Write(Self.acceptance, arguments, recognizedBy: recognition) { rows in
        try rows.first(of: "jobs") { try $0.position() }
      })
  }
}
