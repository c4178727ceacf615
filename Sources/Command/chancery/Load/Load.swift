import ArgumentParser
import AuthorityModel

/// `chancery load`: measures an ACME server, and proves what it issues.
struct Load: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Get certificates from any ACME server and measure it.",
    discussion: """
      Registers accounts, orders certificates, proves control of their names, finalizes, downloads \
      and checks what comes: names, key and each signature of the chain. By default control is \
      proved by http-01 with a responder of its own: the server must find the names at 127.0.0.1 \
      and ask the responder's port.

      In a closed loop (--workers) each worker begins the next certificate when its last one has \
      come: it finds the most that a server can do. In an open loop (--rate, --stage) certificates \
      are asked for when they are due, as by clients of a real CA: it finds what clients see at a \
      given rate. Latencies then count from the moment a certificate was due, so a server that \
      stands still is not flattered by the clients that wait for it.

      EXAMPLES
        The most that a server can do, with 32 certificates under way:
          chancery load --directory https://127.0.0.1:14000/directory --ca-file root.pem \\
            --certificates 5000 --workers 32

        What clients see at 50 a second, and a limit to keep:
          chancery load --directory … --ca-file root.pem --rate 50 --duration 2m \\
            --objective 'p99_ms<=800' --objective 'errors<=0'

        A burst, by 200 accounts, with every answer written down:
          chancery load --directory … --ca-file root.pem --accounts 200 --patience 20m \\
            --stage 30s@50/s --stage 60s@500/s --stage 30s@50/s --journal facts.jsonl

        The same from a file, with a page to look at:
          chancery load --scenario burst.yaml --html burst.html

        Two servers by turns, each asked on the port that it validates by:
          chancery load --directory … --ca-file root.pem --against https://127.0.0.1:15000/dir \\
            --against-insecure --against-http-port 5003 --duration 10s --workers 16 --slices 8

      The result goes to standard output, progress to standard error. Exit status: 0 all \
      certificates were got and all limits kept, 1 some were not, 64 wrong usage, 78 a wrong \
      scenario file. Ctrl-C lets what is under way end, and reports.
      """)

  @Option(
    name: .customLong("scenario"),
    help: ArgumentHelp(
      "YAML file that says what to do; options say it differently. See docs/load.md.",
      valueName: "file"))
  var scenarioFile: String?

  @OptionGroup(title: "Server") var server: ServerOptions
  @OptionGroup(title: "Arrivals") var arrivals: ArrivalOptions
  @OptionGroup(title: "Orders") var orders: OrderOptions
  @OptionGroup(title: "Patience and limits") var patience: PatienceOptions
  @OptionGroup(title: "Result") var result: ResultOptions

  func validate() throws {
    // A file is read when the command runs, since what is wrong with it has an exit status of its own.
    if scenarioFile == nil { _ = try scenario }
  }

  func run() async throws {
    let stop = StopSign()
    let interruption = Interruption { stop.raise() }
    defer { withExtendedLifetime(interruption) {} }
    let scenario = try scenario
    let page = try result.html.map { try openedReport($0) }
    let run = LoadRun(
      scenario: scenario, clock: .system, stop: stop, journalFile: result.journal,
      saveDirectory: result.save,
      display: TerminalDisplay(wanted: scenario.arrivals.expectedCertificates))
    let outcome: LoadResult
    do {
      outcome = try await run.result()
    } catch {
      throw fail(String(describing: error))
    }
    switch result.format {
    case .text: print(outcome.text)
    case .json: print(try outcome.json())
    }
    do {
      try page?.write(LoadPage(outcome, scenario: scenario, date: WallClock.system.now.date).html)
    } catch {
      throw fail(error.description, as: error.exitCode)
    }
    if !outcome.isGood { throw ExitCode.failure }
  }

  private func openedReport(_ path: String) throws -> ReportFile {
    do {
      return try ReportFile(path)
    } catch {
      throw fail(error.description, as: error.exitCode)
    }
  }

  /// What the scenario file asks for, and the options differently.
  var scenario: LoadScenario {
    get throws {
      let file: ScenarioFile?
      do {
        file = try scenarioFile.map(ScenarioFile.read)
      } catch {
        throw fail(error, as: .badConfiguration)
      }
      do {
        return try LoadScenario(file.map { draft.completed(by: $0.draft) } ?? draft)
      } catch {
        if let problem = file.flatMap({ error.configurationProblem(in: $0, below: draft) }) {
          throw fail(problem, as: .badConfiguration)
        }
        throw ValidationError(error.description)
      }
    }
  }

  /// What the options say.
  var draft: ScenarioDraft {
    var draft = ScenarioDraft()
    server.fill(&draft)
    arrivals.fill(&draft)
    orders.fill(&draft)
    patience.fill(&draft)
    return draft
  }
}
