internal import AuthorityModel
package import IssuancePolicy
package import Storage

/// Sees to it that nothing is signed for whose CAA checks have grown too old in the queue.
///
/// A job waits for hours only where the HSM does, so the check that finalize made nearly always
/// still counts, and then nothing is read and nothing is asked.
package struct CAARecheck: Sendable {
  private let gate: any CAAGate
  private let orders: any OrderStore

  package init(gate: any CAAGate, orders: any OrderStore) {
    self.gate = gate
    self.orders = orders
  }

  /// Why a job may no longer be signed; nil where it may.
  func objection(to job: Job, at now: Timestamp) async throws(StorageError) -> Failure? {
    guard let checkedAt = job.request.caaCheckedAt, !CAARecord.counts(checkedAt, at: now),
      let (order, authorizations) = try await orders.order(job.order)
    else { return nil }
    do throws(CAARefusal) {
      _ = try await gate.requireLeave(for: order, given: authorizations)
      return nil
    } catch {
      return error.failure
    }
  }
}
