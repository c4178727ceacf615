extension ArrivalPattern {
  init(_ draft: ScenarioDraft) throws(ScenarioProblem) {
    let certificates = try draft.certificates.map { (count) throws(ScenarioProblem) in
      try LoadScenario.checked(
        count, in: 1...LoadScenario.mostCertificates, key: .certificates)
    }
    if let duration = draft.duration, duration > .seconds(86_400) {
      throw ScenarioProblem(.duration, "It is longer than a day.", mend: "Give at most 24h.")
    }
    guard let stages = try Self.stages(draft) else {
      if draft.spacing != nil || draft.inFlightLimit != nil {
        throw ScenarioProblem(
          draft.spacing == nil ? .inFlightLimit : .spacing, "It belongs to an open loop.",
          mend: "Add \(.rate) or \(.stages), or leave it out.")
      }
      let workers = try LoadScenario.checked(
        draft.workers ?? 8, in: 1...10_000, key: .workers)
      let count = certificates ?? (draft.duration == nil ? 1 : nil)
      self = .closed(
        workers: count.map { min(workers, $0) } ?? workers, certificates: count,
        duration: draft.duration)
      return
    }
    if draft.workers != nil {
      throw ScenarioProblem(
        .workers, "Workers belong to a closed loop.",
        mend: "Leave them out; \(.inFlightLimit) bounds an open one.")
    }
    self = .open(
      stages: stages, spacing: draft.spacing ?? .poisson,
      inFlightLimit: try LoadScenario.checked(
        draft.inFlightLimit ?? 1000, in: 1...LoadScenario.mostInFlight, key: .inFlightLimit))
  }

  /// The stages of an open loop; nil for a closed one.
  private static func stages(_ draft: ScenarioDraft) throws(ScenarioProblem) -> [LoadStage]? {
    switch (draft.stages, draft.rate) {
    case (nil, nil): return nil
    case (.some, .some):
      throw ScenarioProblem(
        .stages, "Stages have rates of their own.", mend: "Leave out \(.rate), or the stages.")
    case (.some(let stages), nil):
      guard draft.certificates == nil, draft.duration == nil else {
        throw ScenarioProblem(
          .stages, "Stages say how long and how many.",
          mend: "Leave out \(.certificates) and \(.duration).")
      }
      return try expected(of: stages, key: .stages)
    case (nil, .some(let rate)):
      guard (LoadStage.lowestRate...LoadStage.highestRate).contains(rate) else {
        throw .outOfRange(
          .rate, Objective.text(rate), LoadStage.lowestRate, Int(LoadStage.highestRate))
      }
      switch (draft.certificates, draft.duration) {
      case (nil, .some(let duration)):
        return try expected(of: [.init(duration: duration, rate: rate)], key: .rate)
      case (.some(let count), nil):
        return try expected(
          of: [.init(duration: .seconds(Double(count) / rate), rate: rate)], key: .rate)
      case (nil, nil), (.some, .some):
        throw ScenarioProblem(
          .rate, "How long, or how many?",
          mend: "Give one of \(.duration) and \(.certificates) with it.")
      }
    }
  }

  private static func expected(
    of stages: [LoadStage], key: ScenarioKey
  ) throws(ScenarioProblem) -> [LoadStage] {
    let count = stages.map(\.expectedArrivals).reduce(0, +)
    guard count >= 1, count <= Double(LoadScenario.mostCertificates) else {
      throw ScenarioProblem(
        key, "It comes to \(Objective.text(count)) arrivals.",
        mend: "Make it 1 to \(LoadScenario.mostCertificates).")
    }
    return stages
  }
}
