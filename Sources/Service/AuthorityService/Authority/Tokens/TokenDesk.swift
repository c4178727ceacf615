internal import HSMSigning
internal import OperatorConsole
internal import Signing

/// Does what administrators ask of the tokens.
struct TokenDesk: AdminDesk {
  let pools: [TokenPool]

  func answer(to request: AdminRequest) async -> AdminAnswer {
    switch request {
    case .tokenReports:
      return .tokens(TokenReports(pools: pools).all)
    case .unpark(let name):
      let named = pools.filter { name == nil || $0.name == name }
      if let name, named.isEmpty {
        let names = pools.map { "\"\($0.name)\"" }.joined(separator: ", ")
        return .refusal(
          "no token is named \"\(name)\"; "
            + (names.isEmpty ? "this CA has none" : "there are \(names)"))
      }
      // One after the other: they may share a module.
      for pool in named {
        guard case .parked = pool.status.state else { continue }
        do throws(SigningError) {
          try await pool.unpark()
        } catch {
          return .refusal("\(error)")
        }
      }
      return .tokens(TokenReports(pools: pools).all.filter { name == nil || $0.name == name })
    }
  }
}
