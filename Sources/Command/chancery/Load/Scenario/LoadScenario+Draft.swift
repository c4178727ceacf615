extension LoadScenario {
  static let mostCertificates = 100_000_000
  static let mostInFlight = 100_000

  /// Makes every choice that a draft leaves open, and refuses what contradicts itself.
  init(_ draft: ScenarioDraft) throws(ScenarioProblem) {
    server = try LoadServer(draft.server, keys: .first)
    if draft.rival.directory != nil {
      var draftOfRival = draft.rival
      draftOfRival.httpPort = draft.rival.httpPort ?? draft.server.httpPort
      rival = try LoadServer(draftOfRival, keys: .rival)
    } else if draft.rival != .init() {
      let said = LoadServer.Keys.rival.all.first { draft.says($0) } ?? .rivalDirectory
      throw ScenarioProblem(
        said, "It says how to reach a second server, and none is named.",
        mend: "Name it by \(.rivalDirectory), or leave this out.")
    }
    slices = draft.slices ?? 4
    guard (2...1000).contains(slices), slices.isMultiple(of: 2) else {
      throw ScenarioProblem(
        .slices, "\(slices) turns cannot be halved between two servers.",
        mend: "Give an even number from 2 to 1000.")
    }
    arrivals = try ArrivalPattern(draft)
    seed = draft.seed ?? UInt64.random(in: 0..<1_000_000_000)
    let inFlight = arrivals.inFlightLimit
    accounts = try Self.checked(
      draft.accounts ?? min(inFlight, 16), in: 1...10_000, key: .accounts)
    if case .closed = arrivals { accounts = min(accounts, inFlight) }
    connections = try Self.checked(
      draft.connections ?? min(inFlight, 1024), in: 1...10_000, key: .connections)
    orders = try OrderContent(draft, inFlight: inFlight)
    challenge = try ChallengeChoice(draft)
    patience = draft.patience ?? .seconds(60)
    retryAfter = draft.retryAfter ?? .obey
    verification = draft.verification ?? .all
    objectives = draft.objectives
    if objectives.contains(where: { $0.quantity == .ratio }), rival == nil {
      throw ScenarioProblem(
        .objectives, "A limit for the ratio needs a second server.",
        mend: "Name it by \(.rivalDirectory).")
    }
  }

  static func checked(
    _ value: Int, in range: ClosedRange<Int>, key: ScenarioKey
  ) throws(ScenarioProblem) -> Int {
    guard range.contains(value) else {
      throw .outOfRange(key, value, range.lowerBound, range.upperBound)
    }
    return value
  }
}
