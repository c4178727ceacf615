internal import AuthorityModel
package import IssuancePolicy
package import Storage

/// Sees to it that nothing is signed for whose CAA checks have grown too old in the queue.
///
/// A job waits for hours only where the HSM does, so the check that finalize made nearly always
/// still counts, and then nothing is read and nothing is asked.
package struct CAARecheck: Sendable {
  /// Why a job may not be signed now.
  enum Objection: Error {
    /// The records forbid it.
    case forbidden(Failure)
    /// The records can't be looked up; that may pass, and the order was accepted (law 3).
    case unknown(Failure)
  }

  /// How long a job waits before its records are looked up once more: a minute, and longer each time,
  /// so that jobs that can't be decided don't take the places of those that can (law 4).
  static func pause(afterAttempts attempts: Int) -> Duration {
    .seconds(60) * min(max(attempts, 1), 15)
  }

  private let gate: any CAAGate
  private let orders: any OrderStore

  package init(gate: any CAAGate, orders: any OrderStore) {
    self.gate = gate
    self.orders = orders
  }

  /// Whether a job's check has grown too old.
  func isDue(for job: Job, at now: Timestamp) -> Bool {
    job.request.caaCheckedAt.map { !CAARecord.counts($0, at: now) } ?? false
  }

  /// Why a job may not be signed; nil where it may.
  func objection(to job: Job, at now: Timestamp) async throws(StorageError) -> Objection? {
    guard isDue(for: job, at: now), let (order, authorizations) = try await orders.order(job.order)
    else { return nil }
    do throws(CAARefusal) {
      _ = try await gate.requireLeave(for: order, given: authorizations)
      return nil
    } catch {
      return error.failure.mayPass ? .unknown(error.failure) : .forbidden(error.failure)
    }
  }
}

extension Failure {
  /// Whether no name was forbidden, only some not looked up.
  fileprivate var mayPass: Bool {
    let kinds = subproblems?.map(\.kind) ?? [kind]
    return kinds.allSatisfy { $0 == .dns || $0 == .serverInternal }
  }
}
