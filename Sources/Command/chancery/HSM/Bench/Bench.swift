import ArgumentParser
import AuthorityModel
import Cryptoki
import HSMDiagnostics

extension HSM {
  /// `chancery hsm bench`: how fast a token signs, and with how many sessions.
  struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "bench",
      abstract: "Measure how fast a token signs, and with how many sessions.",
      discussion: """
        Signs with 1, 2, 4 … sessions at once, each on a thread of its own, until more bring nothing \
        more: when two doublings in a row have each added less than 3 %. A sample of the signatures \
        is verified in software. Without --label or --id a key pair is made for the occasion, which \
        is destroyed afterwards and never stored on the token. Ctrl-C ends the measurement and keeps \
        what it has found so far.

        The result goes to standard output, progress to standard error. --save keeps it for \
        `chancery capacity --bench FILE`.

        EXAMPLE
          chancery hsm bench --module /usr/lib/softhsm/libsofthsm2.so \\
            --token-label ca --pin-file pin --key-type rsa-2048
          chancery hsm bench --config myca/chancery.yaml --label r1 \\
            --sessions 1,8 --time 10s --report bench.html
        """)

    @OptionGroup var tokens: TokenOptions
    @OptionGroup var login: LoginOptions
    @OptionGroup var key: KeyNameOptions

    @Option(
      help: "Type of the key pair made for the occasion, without --label or --id.")
    var keyType: KeyTypeArgument = .ecdsaP256

    @Option(
      help: "How to sign. (default: as certificates with this key)")
    var mechanism: BenchmarkMechanism?

    @Option(
      help: ArgumentHelp(
        "The numbers of sessions to measure, as 1,2,4,8. (default: 1, 2, 4 … to the plateau)",
        valueName: "list"))
    var sessions: SessionCounts?

    @Option(
      help: ArgumentHelp(
        "The greatest number of sessions to try on the way to the plateau. (default: 64)",
        valueName: "number"),
      transform: ArgumentText.number(in: 1...1024))
    var maxSessions = 64

    @Option(
      help: ArgumentHelp(
        "How long to measure each number of sessions: 500ms, 5s, 1m. (default: 5s)",
        valueName: "time"),
      transform: ArgumentText.duration())
    var time: Duration?

    @Option(
      help: ArgumentHelp(
        "How many signatures to measure for each number of sessions, instead of --time.",
        valueName: "number"),
      transform: ArgumentText.number(in: 1...1_000_000_000))
    var count: Int?

    @Option(
      help: ArgumentHelp(
        "How long to sign unmeasured before each measurement. (default: 500ms)",
        valueName: "time"),
      transform: ArgumentText.duration())
    var warmUp = Duration.milliseconds(500)

    @Option(
      help: "session: bare sessions, what the module can do; pool: as the CA asks for signatures.")
    var path = BenchmarkContext.Path.session

    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("Write the result as JSON to a file too.", valueName: "file"))
    var save: String?

    @Option(
      help: ArgumentHelp("Write a page with plots, which needs no other file.", valueName: "file"))
    var report: String?

    func validate() throws {
      guard time == nil || count == nil else {
        throw ValidationError("--time and --count contradict each other; give one of them.")
      }
    }

    func run() async throws {
      CoreDumps.forbid()
      let access = try tokens.access()
      let files = try explained {
        (save: try save.map(ReportFile.init), page: try self.report.map(ReportFile.init))
      }
      let target = try target(access)
      let (report, failure) = await target.measure(options: self, date: WallClock.system.now)
      if let failure, report.steps.isEmpty { throw fail(failure) }
      switch output.format {
      case .text: print(report.text)
      case .json: print(try report.json())
      }
      try explained {
        try files.save?.write(report.json() + "\n")
        try files.page?.write(BenchmarkPage(report).html)
      }
      if let failure { throw fail(failure) }
      if report.steps.isEmpty { throw ExitCode.failed }
    }

    func target(_ access: TokenAccess) throws -> BenchTarget {
      do {
        return try explained { try BenchTarget(access, options: self) }
      } catch let error as BenchmarkError {
        throw fail(error)
      }
    }

    /// Which numbers of sessions to measure, on a token that allows so many.
    func schedule(limit: Int) -> SessionSchedule {
      sessions.map { .counts($0.counts) } ?? .sweep(limit: max(1, min(maxSessions, limit)))
    }

    var length: BenchmarkStep.Length {
      count.map { .count($0) } ?? .time(time ?? .seconds(5))
    }
  }
}

extension BenchmarkMechanism: ExpressibleByArgument {}
extension BenchmarkContext.Path: ExpressibleByArgument {}
