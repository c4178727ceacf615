internal import HSMSigning
internal import OperatorConsole
internal import Signing

/// Does what administrators ask of the tokens.
struct TokenDesk: Sendable {
  let pools: [TokenPool]

  var reports: AdminAnswer { .tokens(TokenReports(pools: pools).all) }

  /// Tries the parked tokens once more: the one of that name, or all.
  func unpark(_ name: String?) async -> AdminAnswer {
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
