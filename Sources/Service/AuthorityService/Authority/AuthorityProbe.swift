internal import HSMSigning
internal import Issuance
internal import OperatorConsole
internal import Storage

/// Looks at token, issuer and database; a CA is ready only when all can be used.
struct AuthorityProbe: ReadinessProbe {
  let keys: IssuerKeys
  let jobs: any JobStore

  func checks() async -> [ReadinessCheck] {
    keys.pools.map(check) + [
      ReadinessCheck(
        name: "issuer \(keys.issuer.name)", ready: true,
        detail: "its key was proved by a test signature at start"),
      await database(),
    ]
  }

  private func check(_ pool: TokenPool) -> ReadinessCheck {
    let health = pool.health
    return ReadinessCheck(
      name: "token \(pool.name)", ready: health.isReady && health.stuck < health.open,
      detail: "\(health.open) sessions open, \(health.busy) busy, \(health.stuck) stuck, "
        + "\(health.queued) requests waiting")
  }

  private func database() async -> ReadinessCheck {
    do throws(StorageError) {
      let backlog = try await jobs.backlog()
      return ReadinessCheck(
        name: "database", ready: true, detail: "\(backlog.jobCount) jobs in the queue")
    } catch {
      return ReadinessCheck(name: "database", ready: false, detail: "\(error)")
    }
  }
}
