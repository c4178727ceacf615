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
      valueName: "number"),
    transform: ArgumentText.decimal(in: 0.001...10_000_000))
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

  @Option(
    help: ArgumentHelp(
      "How many tokens share the key. (default: as configured)", valueName: "number"),
    transform: ArgumentText.number(in: 1...1024))
  var tokens: Int?

  @Option(
    help: ArgumentHelp("Sessions of each token. (default: as configured)", valueName: "number"),
    transform: ArgumentText.number(in: 1...1024))
  var sessions: Int?

  @Option(
    help: ArgumentHelp(
      "Cores for the server. (default: those of this machine)", valueName: "number"),
    transform: ArgumentText.decimal(in: 0.1...4096))
  var cores: Double?

  @Option(
    help: ArgumentHelp("How many orders are under way at once. (default: 64)", valueName: "number"),
    transform: ArgumentText.number(in: 1...1_000_000))
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
  }
}
