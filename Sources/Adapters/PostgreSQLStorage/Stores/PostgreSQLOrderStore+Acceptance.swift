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
      UPDATE orders SET state = 'processing' WHERE id = $1 AND state = 'open'
        AND NOT EXISTS (SELECT FROM accounts WHERE id = $2 AND status <> 'valid')
        AND NOT EXISTS (SELECT FROM accounts WHERE key_thumbprint = $3)
        AND NOT EXISTS (SELECT FROM authorizations
          WHERE id = ANY ($4::uuid[]) AND state = 'deactivated')
      RETURNING nextval('job_numbers') AS number),
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

  /// The job of this very request; one that has ended is gone, and its order says how.
  private static let accepted = Statement(
    "accepted order",
    """
    SELECT number, class, place FROM jobs
    WHERE order_id = $1 AND subject_public_key_info = $2 AND accepted_at = $3
    """)

  package func accept(
    _ order: Order, request: CertificateRequest, unlessKeyOf keyThumbprint: [UInt8]?,
    as queueClass: QueueClass, at now: Timestamp
  ) async throws(StorageError) -> QueuePosition? {
    let arguments: [Argument] = [
      order.id.argument, order.account.argument, .bytes(keyThumbprint),
      .ids(order.authorizations.map(\.bytes)), .integer(queueClass.rawValue),
      .integer(accountShare.allowance), .integer(accountShare.spacing),
      .bytes(request.subjectPublicKeyInfo), .text(NameList.text(of: request.names)),
      .text(request.profile), request.requestedNotBefore.argument,
      request.requestedNotAfter.argument, request.caaCheckedAt.argument, now.argument,
    ]
    let recognition = Recognition<QueuePosition?>(
      Self.accepted,
      [order.id.argument, .bytes(request.subjectPublicKeyInfo), now.argument],
      where: { $0 == nil }
    ) { rows in try rows.first(of: "jobs") { try $0.position() }.map(Optional.some) }
    return try await database.write(
      Write(Self.acceptance, arguments, recognizedBy: recognition) { rows in
        try rows.first(of: "jobs") { try $0.position() }
      })
  }
}
