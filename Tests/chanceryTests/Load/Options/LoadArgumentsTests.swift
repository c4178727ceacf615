import ArgumentParser
import Testing

@testable import chancery

@Suite("Arguments of chancery load")
struct LoadArgumentsTests {
  private let directory = ["--directory", "https://127.0.0.1:14000/directory"]

  @Test("Left alone, options have sensible values")
  func defaults() throws {
    let scenario = try scenario("--certificates", "100")
    #expect(scenario.arrivals == .closed(workers: 8, certificates: 100, duration: nil))
    #expect(scenario.accounts == 8)
    #expect(scenario.server.httpPort == 5002)
    #expect(scenario.server.trust == .system)
    #expect(scenario.rival == nil)
    #expect(scenario.patience == .seconds(60))
    #expect(scenario.retryAfter == .obey)
    #expect(scenario.verification == .all)
    #expect(scenario.challenge == .http01)
    #expect(scenario.orders == OrderContent())
  }

  @Test("There are no more workers than certificates, and no more accounts than workers")
  func bounds() throws {
    let few = try scenario("--certificates", "3", "--workers", "64")
    #expect(few.arrivals.inFlightLimit == 3)
    #expect(few.accounts == 3)
    #expect(try scenario("--certificates", "999", "--workers", "64").accounts == 16)
  }

  @Test(
    "An open loop is a rate or stages",
    arguments: [
      (["--rate", "50", "--duration", "2m"], ["2m@50/s"], ArrivalSpacing.poisson, 1000),
      (["--rate", "0.5/s", "--certificates", "5"], ["10s@0.5/s"], .poisson, 1000),
      (
        [
          "--stage", "30s@50/s", "--stage", "1m@50..500/s", "--spacing", "even",
          "--in-flight-limit", "200",
        ], ["30s@50/s", "1m@50..500/s"], .even, 200
      ),
    ])
  func open(
    arguments: [String], stages: [String], spacing: ArrivalSpacing, limit: Int
  ) throws {
    let arrivals = try Load.parse(directory + arguments).scenario.arrivals
    #expect(
      arrivals
        == .open(
          stages: stages.compactMap { LoadStage($0) }, spacing: spacing, inFlightLimit: limit))
  }

  @Test("A second server takes turns, reached in its own way")
  func against() throws {
    let scenario = try scenario(
      "--against", "https://127.0.0.1:14001/dir", "--against-insecure", "--against-http-port",
      "5003", "--slices", "6")
    #expect(
      scenario.rival
        == LoadServer(
          directory: "https://127.0.0.1:14001/dir", trust: .anybody, httpPort: 5003))
    #expect(scenario.slices == 6)
    let same = try self.scenario("--against", "https://b.test/dir", "--http-port", "5004")
    #expect(same.rival?.httpPort == 5004)
  }

  @Test("Orders are described: names, keys, renewals")
  func orders() throws {
    let scenario = try scenario(
      "--name-pool", "9", "--names-per-order", "2", "--key-type", "p384", "--key-type",
      "rsa-2048", "--renewals", "20%", "--dns-challtestsrv", "http://127.0.0.1:8055/")
    #expect(scenario.orders.names == .pool(size: 9, perOrder: 2, suffix: ".load.test"))
    #expect(scenario.orders.keyTypes == [.p384, .rsa2048])
    #expect(scenario.orders.renewals == 0.2)
    #expect(scenario.challenge == .dns01TestServer(url: "http://127.0.0.1:8055"))
    let given = try self.scenario("--names", "a.test,b.test")
    #expect(given.orders.names == .explicit(["a.test", "b.test"]))
  }

  @Test(
    "Wrong usage is refused with exit code 64",
    arguments: [
      ["--certificates", "0"], ["--workers", "-1"], ["--http-port", "70000"],
      ["--insecure", "--ca-file", "/dev/null"], ["--ca-file", "/nowhere/root.pem"],
      ["--ca-file", "/etc/hostname"],
      ["--names", "a.test,"], ["--names", "a.test", "--names-per-order", "2"],
      ["--patience", "0s"], ["--patience", "soon"], ["--key-type", "rsa-1024"],
      ["--format", "xml"], ["--directory", "127.0.0.1:14000"], ["--rate", "50"],
      ["--rate", "0", "--duration", "9s"], ["--rate", "5", "--stage", "1s@5/s"],
      ["--rate", "5", "--duration", "9s", "--workers", "3"], ["--stage", "5s"],
      ["--stage", "1s@5/s", "--certificates", "5"], ["--spacing", "even"],
      ["--stage", "10s@0/s"], ["--renewals", "120%"], ["--renewals", "20"], ["--patience", "9"],
      ["--objective", "p99_ms<800"], ["--objective", "p98_ms<=800"],
      ["--objective", "ratio>=2"], ["--slices", "3"], ["--against-http-port", "5003"],
      ["--dns-hook", "/nowhere/hook"], ["--dns-challtestsrv", "127.0.0.1:8055"],
    ])
  func refused(arguments: [String]) {
    let error = #expect(throws: (any Error).self) { try Load.parse(directory + arguments) }
    #expect(error.map { Load.exitCode(for: $0).rawValue } == 64)
  }

  private func scenario(_ arguments: String...) throws -> LoadScenario {
    try Load.parse(directory + arguments).scenario
  }
}
