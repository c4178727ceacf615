import ArgumentParser
import AuthorityService
import Testing

@testable import chancery

@Suite("Scenario file")
struct ScenarioFileTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test("Everything that the options say can be written down")
  func whole() throws {
    let draft = try read(
      """
      server: { directory: https://a.test/dir, insecure: true, http_port: 5003, process: 77 }
      against: { directory: https://b.test/dir, ca_file: root.pem }
      slices: 6
      stages: [30s@50/s, 1m@50..500/s]
      spacing: even
      in_flight_limit: 500
      seed: 7
      accounts: 200
      connections: 50
      names_per_order: 2
      name_suffix: .x.test
      name_pool: 100
      key_types: [p256, rsa-2048]
      keys: 9
      renewals: 20%
      dns_challtestsrv: http://127.0.0.1:8055
      patience: 5m
      retry_after: half
      verify: sample
      objectives: { certificates_per_second: ">= 300", p99_ms: "<=800", errors: "<= 0" }
      """)
    var expected = ScenarioDraft()
    expected.server = .init(
      directory: "https://a.test/dir", insecure: true, httpPort: 5003, process: 77)
    expected.rival = .init(directory: "https://b.test/dir", caFile: folder.path("root.pem"))
    (expected.slices, expected.spacing, expected.inFlightLimit) = (6, .even, 500)
    expected.stages = [
      LoadStage(duration: .seconds(30), rate: 50),
      LoadStage(duration: .seconds(60), from: 50, to: 500),
    ]
    (expected.seed, expected.accounts, expected.connections) = (7, 200, 50)
    (expected.namesPerOrder, expected.nameSuffix, expected.namePool) = (2, ".x.test", 100)
    (expected.keyTypes, expected.keys, expected.renewals) = ([.p256, .rsa2048], 9, 0.2)
    expected.dnsTestServer = "http://127.0.0.1:8055"
    (expected.patience, expected.retryAfter) = (.seconds(300), .half)
    expected.verification = .sample
    expected.objectives = [
      "certificates_per_second>=300", "p99_ms<=800", "errors<=0",
    ].compactMap { Objective($0) }
    #expect(draft == expected)
  }

  @Test(
    "What is wrong is told with its line and key, and how to mend it",
    arguments: [
      (
        "worker: 8",
        "s.yaml:1: worker: This key is not known. Did you mean `workers`?"
      ),
      (
        "seed: 1\nworkers: many",
        "s.yaml:2: workers: \"many\" is no whole number. "
          + "Write a number from 1 to 10000, as `workers: 32`."
      ),
      (
        "stages: [30s]",
        "s.yaml:1: stages: \"30s\" means nothing here. "
          + "Write a list, as `stages: [30s@50/s, 1m@50..500/s]`."
      ),
      (
        "spacing: odd",
        "s.yaml:1: spacing: \"odd\" means nothing here. Write it as `poisson`, `even`."
      ),
      (
        "objectives:\n  p98_ms: \"<= 8\"",
        "s.yaml:2: objectives.p98_ms: This key is not known. Did you mean `p90_ms`?"
      ),
      (
        "objectives:\n  p99_ms: 800",
        "s.yaml:2: objectives.p99_ms: \"800\" means nothing here. Write it as `\"<= 800\"`."
      ),
      ("renewals: 20", "s.yaml:1: renewals: \"20\" means nothing here. Write it as `20%`."),
      (
        "- a",
        "s.yaml: A list stands where a group of keys is expected. "
          + "Begin with a key, as `server: { directory: https://127.0.0.1:14000/directory }`."
      ),
    ])
  func refused(text: String, problem: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try read(text) }
    #expect(error?.description.replacing(folder.path("s.yaml"), with: "s.yaml") == problem)
  }

  @Test(
    "What a file asks for and cannot be done is told as the file's, not as an option's",
    arguments: [
      (
        "rate: 0\nduration: 9s", [],
        "s.yaml:2: rate: 0 is out of range. Give 0.01 to 100000."
      ),
      (
        "stages: [10s@0/s]", [],
        "s.yaml:2: stages: It comes to 0 arrivals. Make it 1 to 100000000."
      ),
      (
        "rate: 5\nstages: [10s@5/s]", [],
        "s.yaml:3: stages: Stages have rates of their own. Leave out `rate`, or the stages."
      ),
      (
        "rate: 5", [],
        "s.yaml:2: rate: How long, or how many? Give one of `duration` and `certificates` with it."
      ),
      (
        "spacing: even", ["--workers", "3"],
        "s.yaml:2: spacing: It belongs to an open loop. Add `rate` or `stages`, or leave it out."
      ),
      (
        "slices: 3\nagainst: { directory: https://b.test/dir }", [],
        "s.yaml:2: slices: 3 turns cannot be halved between two servers. "
          + "Give an even number from 2 to 1000."
      ),
      (
        "against:\n  http_port: 5003", [],
        "s.yaml:3: against.http_port: It says how to reach a second server, and none is named. "
          + "Name it by `against.directory`, or leave this out."
      ),
      (
        "names: [a.test]\nname_pool: 9", [],
        "s.yaml:2: names: Given names leave nothing to make up. "
          + "Leave out `names_per_order` and `name_pool`, or the names."
      ),
      (
        "dns_challtestsrv: here", [],
        "s.yaml:2: dns_challtestsrv: here is no URL. Give one as http://127.0.0.1:8055."
      ),
      (
        "objectives: { ratio: \">= 2\" }", [],
        "s.yaml:2: objectives: A limit for the ratio needs a second server. "
          + "Name it by `against.directory`."
      ),
      // What the command line says is told as its own.
      (
        "rate: 5\nduration: 9s", ["--rate", "0", "--duration", "9s"],
        "--rate: 0 is out of range. Give 0.01 to 100000."
      ),
      (
        "rate: 5\nduration: 9s", ["--slices", "3", "--against", "https://b.test/dir"],
        "--slices: 3 turns cannot be halved between two servers. "
          + "Give an even number from 2 to 1000."
      ),
    ] as [(String, [String], String)])
  func impossible(text: String, options: [String], words: String) throws {
    try folder.write("server: { directory: https://a.test/dir }\n\(text)", to: "s.yaml")
    let file = try ScenarioFile.read(folder.path("s.yaml"))
    let said = try Load.parse(["--scenario", folder.path("s.yaml")] + options).draft
    let problem = #expect(throws: ScenarioProblem.self) {
      try LoadScenario(said.completed(by: file.draft))
    }
    let told =
      problem?.configurationProblem(in: file, below: said)?.description
      .replacing(folder.path("s.yaml"), with: "s.yaml") ?? problem?.description
    #expect(told == words)
  }

  @Test("Each key of the file is read, and each has an option")
  func keys() throws {
    let options = Load.helpMessage()
    for key in ScenarioKey.allCases {
      #expect(options.contains("\(key.option) ") || options.contains("\(key.option)\n"), "\(key)")
    }
  }

  @Test("Options say it differently: each of its own, of ways to arrive the whole")
  func overridden() throws {
    let file = try read(
      """
      server: { directory: https://a.test/dir, insecure: true, http_port: 5003 }
      rate: 50
      duration: 10s
      accounts: 200
      """)
    var options = ScenarioDraft()
    options.server.httpPort = 5004
    options.workers = 3
    options.certificates = 9
    let scenario = try LoadScenario(options.completed(by: file))
    #expect(scenario.server.directory == "https://a.test/dir")
    #expect(scenario.server.trust == .anybody)
    #expect(scenario.server.httpPort == 5004)
    #expect(scenario.arrivals == .closed(workers: 3, certificates: 9, duration: nil))
    #expect(scenario.accounts == 3)
  }

  private func read(_ text: String) throws -> ScenarioDraft {
    try folder.write(text, to: "s.yaml")
    return try ScenarioFile.read(folder.path("s.yaml")).draft
  }
}
