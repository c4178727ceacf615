internal import HSMSigning
internal import OperatorConsole

extension IssuerKeys {
  /// Why nothing can be signed now, where none of the tokens with the issuer's key is ready.
  var obstacle: String? {
    let statuses = pools.filter { tokenNames.contains($0.name) }.map(\.status)
    guard !statuses.isEmpty, !statuses.contains(where: \.isReady) else { return nil }
    return statuses.map { "token \($0.name) is \($0.sentence)" }.joined(separator: "; ")
  }
}

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
        lastFault: status.lastFault,
        lastFaultSeconds: status.lastFaultAge.map { Int($0.components.seconds) },
        reason: status.state.reason)
    }
  }
}
