import ACMEProtocol
import Testing

/// A request that must be refused: how it is made, and what the answer says.
struct BadInput: Sendable, CustomTestStringConvertible {
  let name: String
  let status: Int
  let type: ProblemType
  /// Part of the problem's detail.
  let mention: String
  let request: @Sendable (Scene) async throws -> RawRequest

  init(
    _ name: String, _ status: Int = 400, _ type: ProblemType = .malformed, mention: String,
    _ request: @escaping @Sendable (Scene) async throws -> RawRequest
  ) {
    self.name = name
    self.status = status
    self.type = type
    self.mention = mention
    self.request = request
  }

  var testDescription: String { name }

  /// Those that have no suite of their own.
  static let all =
    bodies + headers + nonces + urls + keys + accounts + accountUpdates + readings + orders
    + names + validities + deactivations + challenges + requests + weakKeys + foreign + methods
    + revocations + renewals
}
