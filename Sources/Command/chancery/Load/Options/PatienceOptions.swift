import ArgumentParser

/// Options that say how a client behaves while it waits, and what it checks.
struct PatienceOptions: ParsableArguments {
  @Option(
    help: "How long a certificate may take, retries included: 500ms, 60s, 2m. (default: 60s)")
  var patience: DurationArgument?

  @Option(help: "How to read Retry-After: obey, ignore, or come back after half. (default: obey)")
  var retryAfter: RetryAfterPolicy?

  @Option(help: "Which certificates to check: all, or a sample. (default: all)")
  var verify: ChainVerification?

  @Option(
    help: ArgumentHelp(
      "A limit to keep, or the exit status is 1: 'p99_ms<=800'. May be given several times.",
      valueName: "limit"))
  var objective: [ObjectiveArgument] = []

  func fill(_ draft: inout ScenarioDraft) {
    draft.patience = patience?.duration
    draft.retryAfter = retryAfter
    draft.verification = verify
    draft.objectives = objective.map(\.objective)
  }
}

extension RetryAfterPolicy: ExpressibleByArgument {}
extension ChainVerification: ExpressibleByArgument {}
