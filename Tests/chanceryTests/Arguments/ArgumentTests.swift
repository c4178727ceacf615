import ArgumentParser
import HSMDiagnostics
import Testing

@testable import chancery

@Suite("Arguments that are numbers, times and shares")
struct ArgumentTests {
  /// What nobody can mean, by what is asked for.
  enum Nonsense: Sendable {
    case number
    case time
    case share

    var texts: [String] {
      switch self {
      case .number: ["", "x", "-1", "1e999", "nan", "9223372036854775808", "1.2.3", "5s"]
      case .time:
        ["", "x", "-5s", "0s", "5 s", "m", "nan", "1e9d", "1000000000m", "9223372036854775807d"]
      case .share: ["", "x", "-1%", "101%", "1%%", "%", "nan", "1e999"]
      }
    }
  }

  private static let bench = ["--module", "/m", "--token-label", "t"]
  private static let capacity = ["--signatures-per-second", "330"]
  private static let load = ["--directory", "https://a.test/dir"]
  private static let open = load + ["--duration", "9s"]

  private static let options:
    [(command: any ParsableCommand.Type, rest: [String], Nonsense, options: [String])] = [
      (HSM.Bench.self, bench, .time, ["--time", "--warm-up"]),
      (HSM.Bench.self, bench, .number, ["--count", "--sessions", "--max-sessions"]),
      (HSM.Doctor.self, ["--module", "/m"], .number, ["--sessions"]),
      (HSM.Doctor.self, ["--module", "/m"], .time, ["--answer-within"]),
      (Capacity.self, [], .number, ["--signatures-per-second"]),
      (
        Capacity.self, capacity, .number,
        [
          "--tokens", "--sessions", "--clients", "--cores", "--crl-shards", "--burst",
          "--certificates-per-day", "--peak-factor",
        ]
      ),
      (Capacity.self, capacity + ["--burst", "9"], .number, ["--arrival-rate"]),
      (Capacity.self, capacity, .time, ["--ocsp-interval", "--crl-interval", "--pause"]),
      (
        Capacity.self, capacity, .share,
        ["--ocsp-asked-share", "--revoked-share", "--utilisation"]
      ),
      (AdminQueue.List.self, ["--config", "/c"], .number, ["--limit"]),
      (
        Load.self, load, .number,
        [
          "--certificates", "--workers", "--seed", "--connections", "--accounts",
          "--names-per-order", "--name-pool", "--keys", "--http-port", "--server-process",
          "--objective", "--stage",
        ]
      ),
      (Load.self, load, .time, ["--duration", "--patience"]),
      (Load.self, load, .share, ["--renewals"]),
      (Load.self, open, .number, ["--rate"]),
      (Load.self, open + ["--rate", "5"], .number, ["--in-flight-limit"]),
      (Load.self, load + ["--against", "https://b.test/dir"], .number, ["--slices"]),
      (Initialize.self, ["/x"], .number, ["--acme-port", "--http-validation-port"]),
    ]

  @Test("What nobody can mean is refused with 64, and traps nowhere", arguments: options)
  func refused(
    command: any ParsableCommand.Type, rest: [String], nonsense: Nonsense, options: [String]
  ) {
    for option in options {
      for text in nonsense.texts {
        // Beyond Int64, a seed is one all the same.
        if option == "--seed", text == "9223372036854775808" { continue }
        let arguments = rest + ["\(option)=\(text)"]
        let error = #expect(throws: (any Error).self, "\(arguments)") {
          try command.parse(arguments)
        }
        #expect(error.map { command.exitCode(for: $0).rawValue } == 64, "\(arguments)")
      }
    }
  }

  @Test(
    "What is refused is told with what to write instead",
    arguments: [
      (
        HSM.Bench.self, bench, "--time=1000000000m",
        "give a whole number with its unit (ms, s, m, h or d), up to 1d, as 500ms, 60s or 2m"
      ),
      (Load.self, load, "--patience=60", "give a whole number with its unit"),
      (Capacity.self, capacity, "--ocsp-interval=400d", "up to 366d"),
      (Load.self, load, "--renewals=120%", "give a share from 0% to 100%, as 20% or 0.2"),
      (Load.self, load, "--rate=50/m", "give so many a second, as 50 or 0.5; at most 100000"),
      (Load.self, load, "--stage=30s", "give a duration and a rate, as 30s@50/s"),
      (
        Load.self, load, "--objective=p98_ms<=8",
        "as 'p99_ms<=800'; the names are certificates_per_second"
      ),
      (Capacity.self, capacity, "--peak-factor=nan", "give a number from 1 to 1000"),
      (Capacity.self, capacity, "--burst=0", "give a whole number from 1 to 1000000000"),
      (Load.self, open, "--rate=0", "--rate: 0 is out of range. Give 0.01 to 100000."),
    ] as [(any ParsableCommand.Type, [String], String, String)])
  func told(
    command: any ParsableCommand.Type, rest: [String], argument: String, words: String
  ) {
    let error = #expect(throws: (any Error).self) { try command.parse(rest + [argument]) }
    let message = error.map { command.message(for: $0) } ?? ""
    #expect(message.contains(words), "\(message)")
  }

  @Test(
    "Times carry a unit",
    arguments: [
      ("500ms", Duration.milliseconds(500)), ("60s", .seconds(60)), ("2m", .seconds(120)),
      ("1h", .seconds(3600)), ("1d", .seconds(86_400)),
    ])
  func times(text: String, duration: Duration) throws {
    #expect(try ArgumentText.duration()(text) == duration)
  }

  @Test(
    "Shares are percents or parts of one",
    arguments: [("20%", 0.2), ("0.5 %", 0.005), ("0.7", 0.7), ("0%", 0), ("100%", 1), ("1", 1)])
  func shares(text: String, share: Double) {
    #expect(ShareText.share(text) == share)
  }

  @Test("The longest run of a benchmark fits the clock that it is measured by")
  func longest() throws {
    let bench = try HSM.Bench.parse(Self.bench + ["--time", "1d", "--warm-up", "24h"])
    #expect(bench.length == .time(.seconds(86_400)))
  }
}
