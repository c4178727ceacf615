internal import OperatorConsole

/// Does what administrators ask of a running CA.
struct AuthorityDesk: AdminDesk {
  let tokens: TokenDesk
  let revocations: RevocationDesk
  let queue: QueueDesk

  func answer(to request: AdminRequest) async -> AdminAnswer {
    switch request {
    case .tokenReports: tokens.reports
    case .unpark(let name): await tokens.unpark(name)
    case .revoke(let order): await revocations.answer(to: order)
    case .queue(let order): await queue.answer(to: order)
    case .keys(let order): await revocations.answer(to: order)
    }
  }
}
