internal import HSMSigning
internal import Issuance
internal import OperatorConsole
internal import Storage

/// Looks at listener, token, issuer and database; a CA is ready only when all can be used.
struct AuthorityProbe: ReadinessProbe {
  let keys: IssuerKeys
  let jobs: any JobStore
  let phase: ServingPhase
  let proof: SignerLiveness

  init(keys: IssuerKeys, jobs: any JobStore, phase: ServingPhase) {
    self.keys = keys
    self.jobs = jobs
    self.phase = phase
    proof = SignerLiveness(signer: keys.issuer.signer)
  }

  func checks() async -> [ReadinessCheck] {
    let phase = phase.current
    return [
      ReadinessCheck(
        name: "listener acme", ready: phase == .serving, detail: phase.rawValue)
    ] + keys.pools.map(check) + [await issuer(), await database()]
  }

  private func check(_ pool: TokenPool) -> ReadinessCheck {
    let health = pool.health
    return ReadinessCheck(
      name: "token \(pool.name)", ready: health.isReady,
      detail: "\(health.open) sessions open, \(health.busy) busy, \(health.stuck) stuck, "
        + "\(health.queued) requests waiting")
  }

  private func issuer() async -> ReadinessCheck {
    let fault = await proof.fault()
    return ReadinessCheck(
      name: "issuer \(keys.issuer.name)", ready: fault == nil,
      detail: fault.map { "\($0)" } ?? "its key signs, as a test signature showed")
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
