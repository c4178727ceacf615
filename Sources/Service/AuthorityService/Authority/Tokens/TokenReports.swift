internal import HSMSigning
internal import OperatorConsole

/// How the tokens are doing, side by side.
struct TokenReports: Sendable {
  let pools: [TokenPool]

  var all: [TokenReport] {
    let statuses = pools.map(\.status)
    let total = statuses.reduce(0) { $0 + $1.signatures }
    return statuses.map { status in
      TokenReport(
        name: status.name, state: status.state.word, ready: status.isReady,
        detail: status.sentence, seconds: Int(status.since.components.seconds),
        sessions: .init(
          open: status.lanes.open, busy: status.lanes.busy, stuck: status.lanes.stuck),
        waiting: status.queued, signatures: status.signatures,
        share: total == 0 ? 0 : Double(status.signatures) / Double(total),
        lastFault: status.lastFault)
    }
  }
}
