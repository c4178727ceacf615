import ArgumentParser

/// Options that say how a client behaves while it waits, and what it checks.
struct PatienceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long a certificate may take, retries included: 500ms, 60s, 2m, 1h. (default: 60s)",
      valueName: "time"),
    transform: ArgumentText.duration())
  var patience: Duration?

  @Option(help: "How to read Retry-After: obey, ignore, or come back after half. (default: obey)")
  var retryAfter: RetryAfterPolicy?

  @Option(help: "Which certificates to check: all, or a sample. (default: all)")
  var verify: ChainVerification?

  @Option(
    help: ArgumentHelp(
      """
      A limit to keep, or the exit status is 1: 'p99_ms<=800', 'errors<=0'. May be given several \
      times. Names: \(ArgumentText.objectiveNames).
      """,
      valueName: "limit"),
    transform: ArgumentText.objective)
  var objective: [Objective] = []

  func fill(_ draft: inout ScenarioDraft) {
    draft.patience = patience
    draft.retryAfter = retryAfter
    draft.verification = verify
    draft.objectives = objective
  }
}

extension RetryAfterPolicy: ExpressibleByArgument {}
extension ChainVerification: ExpressibleByArgument {}
