extension LoadScenario {
  static let mostCertificates = 100_000_000
  static let mostInFlight = 100_000

  /// Makes every choice that a draft leaves open, and refuses what contradicts itself.
  init(_ draft: ScenarioDraft) throws(ScenarioProblem) {
    server = try LoadServer(draft.server, option: "--directory", prefix: "--")
    if draft.rival.directory != nil {
      var draftOfRival = draft.rival
      draftOfRival.httpPort = draft.rival.httpPort ?? draft.server.httpPort
      rival = try LoadServer(draftOfRival, option: "--against", prefix: "--against-")
    } else if draft.rival != .init() {
      throw ScenarioProblem("the options --against-… say how to reach a server; name it: --against")
    }
    slices = draft.slices ?? 4
    guard (2...1000).contains(slices), slices.isMultiple(of: 2) else {
      throw ScenarioProblem("--slices \(slices) must be even, 2 to 1000: each server gets half")
    }
    arrivals = try ArrivalPattern(draft)
    seed = draft.seed ?? UInt64.random(in: 0..<1_000_000_000)
    let inFlight = arrivals.inFlightLimit
    accounts = try Self.checked(
      draft.accounts ?? min(inFlight, 16), in: 1...10_000, option: "--accounts")
    if case .closed = arrivals { accounts = min(accounts, inFlight) }
    connections = try Self.checked(
      draft.connections ?? min(inFlight, 1024), in: 1...10_000, option: "--connections")
    orders = try OrderContent(draft, inFlight: inFlight)
    challenge = try ChallengeChoice(draft)
    patience = draft.patience ?? .seconds(60)
    retryAfter = draft.retryAfter ?? .obey
    verification = draft.verification ?? .all
    objectives = draft.objectives
    if objectives.contains(where: { $0.quantity == .ratio }), rival == nil {
      throw ScenarioProblem("an objective for the ratio needs a second server; name it: --against")
    }
  }

  static func checked(
    _ value: Int, in range: ClosedRange<Int>, option: String
  ) throws(ScenarioProblem) -> Int {
    guard range.contains(value) else {
      throw .outOfRange(option, value, range.lowerBound, range.upperBound)
    }
    return value
  }
}
