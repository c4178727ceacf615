import ArgumentParser

/// Where the figures of token and machine come from, and what they are when they come from nowhere.
struct FigureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What `chancery hsm bench --save` wrote of the token. May be repeated for keys of other types.",
      valueName: "file"))
  var bench: [String] = []

  @Flag(
    help: "Measure token, disk, database and CPU here, for a few seconds; it logs in to the token.")
  var measure = false

  @Option(
    help: ArgumentHelp(
      "The token's signatures a second with all its sessions, where nothing was measured.",
      valueName: "number"))
  var signaturesPerSecond: Double?

  @Option(
    help: ArgumentHelp(
      "What `make bench` wrote of the server's CPU and writes: .build-bench/results/flow.json.",
      valueName: "file"))
  var results: String?

  @Option(
    help: ArgumentHelp(
      "What `make bench` wrote of the issuing line: .build-bench/results/share.json.",
      valueName: "file"))
  var shareResults: String?

  @Option(help: "How many tokens share the key. (default: as configured)")
  var tokens: Int?

  @Option(help: "Sessions of each token. (default: as configured)")
  var sessions: Int?

  @Option(help: "Cores for the server. (default: those of this machine)")
  var cores: Double?

  @Option(help: "How many orders are under way at once.")
  var clients = 64

  func validate() throws {
    guard bench.isEmpty || signaturesPerSecond == nil else {
      throw ValidationError(
        "--bench and --signatures-per-second contradict each other; give one of them.")
    }
    guard !measure || (bench.isEmpty && signaturesPerSecond == nil) else {
      throw ValidationError(
        "--measure finds out the token's speed itself; leave out --bench and --signatures-per-second."
      )
    }
    try check(signaturesPerSecond ?? 1, in: 0.001...10_000_000, "--signatures-per-second")
    try check(Double(tokens ?? 1), in: 1...1024, "--tokens")
    try check(Double(sessions ?? 1), in: 1...1024, "--sessions")
    try check(cores ?? 1, in: 0.1...4096, "--cores")
    try check(Double(clients), in: 1...1_000_000, "--clients")
  }
}

/// Refuses a number beyond a range, naming both.
func check(_ value: Double, in range: ClosedRange<Double>, _ option: String) throws {
  guard range.contains(value) else {
    let text = { (number: Double) in number == number.rounded() ? "\(Int(number))" : "\(number)" }
    throw ValidationError(
      "\(option) \(value.isFinite && abs(value) < 1e15 ? text(value) : "\(value)") is out of range; "
        + "give \(text(range.lowerBound)) to \(text(range.upperBound)).")
  }
}
