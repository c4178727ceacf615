extension ArrivalPattern {
  init(_ draft: ScenarioDraft) throws(ScenarioProblem) {
    let certificates = try draft.certificates.map { (count) throws(ScenarioProblem) in
      try LoadScenario.checked(
        count, in: 1...LoadScenario.mostCertificates, option: "--certificates")
    }
    if let duration = draft.duration, duration > .seconds(86_400) {
      throw ScenarioProblem("--duration is longer than a day; give at most 1440m")
    }
    guard let stages = try Self.stages(draft) else {
      if draft.spacing != nil || draft.inFlightLimit != nil {
        throw ScenarioProblem(
          "--spacing and --in-flight-limit belong to an open loop; add --rate or --stage")
      }
      let workers = try LoadScenario.checked(
        draft.workers ?? 8, in: 1...10_000, option: "--workers")
      let count = certificates ?? (draft.duration == nil ? 1 : nil)
      self = .closed(
        workers: count.map { min(workers, $0) } ?? workers, certificates: count,
        duration: draft.duration)
      return
    }
    if draft.workers != nil {
      throw ScenarioProblem(
        "--workers belongs to a closed loop; --in-flight-limit bounds an open one")
    }
    self = .open(
      stages: stages, spacing: draft.spacing ?? .poisson,
      inFlightLimit: try LoadScenario.checked(
        draft.inFlightLimit ?? 1000, in: 1...LoadScenario.mostInFlight,
        option: "--in-flight-limit"))
  }

  /// The stages of an open loop; nil for a closed one.
  private static func stages(_ draft: ScenarioDraft) throws(ScenarioProblem) -> [LoadStage]? {
    switch (draft.stages, draft.rate) {
    case (nil, nil): return nil
    case (.some, .some):
      throw ScenarioProblem("--stage and --rate contradict each other; give one of them")
    case (.some(let stages), nil):
      guard draft.certificates == nil, draft.duration == nil else {
        throw ScenarioProblem(
          "stages say how long and how many; leave out --certificates and --duration")
      }
      return try expected(of: stages)
    case (nil, .some(let rate)):
      guard rate > 0, rate <= LoadStage.highestRate else {
        throw .outOfRange("--rate", rate, "0.01", Int(LoadStage.highestRate))
      }
      switch (draft.certificates, draft.duration) {
      case (nil, .some(let duration)):
        return try expected(of: [.init(duration: duration, rate: rate)])
      case (.some(let count), nil):
        return try expected(of: [.init(duration: .seconds(Double(count) / rate), rate: rate)])
      case (nil, nil), (.some, .some):
        throw ScenarioProblem("--rate needs either --duration or --certificates")
      }
    }
  }

  private static func expected(of stages: [LoadStage]) throws(ScenarioProblem) -> [LoadStage] {
    let count = stages.map(\.expectedArrivals).reduce(0, +)
    guard count >= 1, count <= Double(LoadScenario.mostCertificates) else {
      throw ScenarioProblem(
        "the stages come to \(Objective.text(count)) arrivals; make it 1 to "
          + "\(LoadScenario.mostCertificates)")
    }
    return stages
  }
}
