internal import HSMSigning
internal import Issuance
internal import OperatorConsole
internal import Storage

/// Looks at listener, token, issuer and database; a CA is ready only when all can be used.
struct AuthorityProbe: ReadinessProbe {
  let keys: IssuerKeys
  let jobs: any JobStore
  let writes: any WriteHealth
  let phase: ServingPhase
  let proof: SignerLiveness

  init(
    keys: IssuerKeys, jobs: any JobStore, writes: any WriteHealth, phase: ServingPhase
  ) {
    self.keys = keys
    self.jobs = jobs
    self.writes = writes
    self.phase = phase
    proof = SignerLiveness(signer: keys.issuer.signer)
  }

  func checks() async -> [ReadinessCheck] {
    let phase = phase.current
    return [
      ReadinessCheck(
        name: "listener acme", ready: phase == .serving, detail: phase.rawValue)
    ] + TokenReports(pools: keys.pools).all.map(check) + [await issuer(), await database()]
  }

  /// A token among several that hold the issuer's key costs capacity when it is lost, not readiness.
  private func check(_ report: TokenReport) -> ReadinessCheck {
    ReadinessCheck(
      name: "token \(report.name)", ready: report.ready,
      required: keys.tokenNames == [report.name],
      detail: "\(report.detail); \(report.signatures) signatures, "
        + "\(Int((report.share * 100).rounded())) % of all")
  }

  private func issuer() async -> ReadinessCheck {
    let fault = await proof.fault()
    return ReadinessCheck(
      name: "issuer \(keys.issuer.name)", ready: fault == nil,
      detail: fault.map { "\($0)" } ?? "its key signs, as a test signature showed")
  }

  private func database() async -> ReadinessCheck {
    do throws(StorageError) {
      if let trouble = await writes.trouble() { throw trouble }
      let backlog = try await jobs.backlog()
      let details = ["\(backlog.jobCount) jobs in the queue", writes.concern].compactMap { $0 }
      return ReadinessCheck(
        name: "database", ready: true, detail: details.joined(separator: "; "))
    } catch {
      return ReadinessCheck(name: "database", ready: false, detail: "\(error)")
    }
  }
}
