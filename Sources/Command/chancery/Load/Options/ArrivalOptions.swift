import ArgumentParser

/// Options that say how many certificates are asked for, and when.
struct ArrivalOptions: ParsableArguments {
  @Option(help: "How many certificates to get. (default: 1)")
  var certificates: Int?

  @Option(
    help: ArgumentHelp(
      "How long to go on instead, or at most: 500ms, 60s, 2m, 1h.", valueName: "time"),
    transform: ArgumentText.duration())
  var duration: Duration?

  @Option(help: "Closed loop: how many to get at a time. (default: 8)")
  var workers: Int?

  @Option(
    help: ArgumentHelp(
      "Open loop: how many arrive in a second, however slow the server is: 50, 0.5.",
      valueName: "number"),
    transform: ArgumentText.rate)
  var rate: Double?

  @Option(
    help: ArgumentHelp(
      "Open loop: a stage of the run; give one for each, in order: 30s@50/s, 1m@50..500/s.",
      valueName: "stage"),
    transform: ArgumentText.stage)
  var stage: [LoadStage] = []

  @Option(help: "Open loop: how arrivals follow each other. (default: poisson)")
  var spacing: ArrivalSpacing?

  @Option(
    help: "Open loop: how many may be under way; more wait, and their time runs. (default: 1000)")
  var inFlightLimit: Int?

  @Option(help: "Number that repeats the arrivals and choices of an earlier run.")
  var seed: UInt64?

  @Option(
    help: "How many connections to keep at a time. (default: one for each under way, at most 1024)")
  var connections: Int?

  func fill(_ draft: inout ScenarioDraft) {
    draft.certificates = certificates
    draft.duration = duration
    draft.workers = workers
    draft.rate = rate
    draft.stages = stage.isEmpty ? nil : stage
    draft.spacing = spacing
    draft.inFlightLimit = inFlightLimit
    draft.seed = seed
    draft.connections = connections
  }
}

extension ArrivalSpacing: ExpressibleByArgument {}
