import ArgumentParser
import AuthorityModel
import Foundation

/// `chancery load`: measures an ACME server, and proves what it issues.
struct Load: AsyncParsableCommand {
  /// Forms of the result.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    abstract: "Get certificates from any ACME server and measure it.",
    discussion: """
      Registers accounts, orders certificates, proves control of their names by http-01 with a \
      responder of its own, finalizes, downloads and checks what comes: names, key and each \
      signature of the chain. The server must find the names at 127.0.0.1 and ask the \
      responder's port.

      Example:
        chancery load --directory https://127.0.0.1:14000/directory \\
          --ca-file root.pem --certificates 1000 --workers 32

      The result goes to standard output, progress to standard error. Exit status: 0 all \
      certificates were got, 1 some were not, 64 wrong usage.
      """)

  @Option(help: "URL of the server's directory.")
  var directory: String

  @Option(help: "How many certificates to get.")
  var certificates = 1

  @Option(help: "How many to get at a time.")
  var workers = 8

  @Option(help: "How many accounts to register. (default: one for each worker, at most 16)")
  var accounts: Int?

  @Option(help: "Port of the http-01 responder on 127.0.0.1.")
  var httpPort = 5002

  @Option(help: "How many names each certificate has.")
  var namesPerOrder = 1

  @Option(help: "The names of one certificate, separated by commas, instead of made-up ones.")
  var names: String?

  @Option(help: "End of the made-up names.")
  var nameSuffix = ".load.test"

  @Option(help: "Kind of the certificates' keys.")
  var keyType = CertificateKeyType.p256

  @Option(help: "PEM file with the roots that the server's TLS certificate must lead to.")
  var caFile: String?

  @Flag(help: "Trust any server, for trials on one's own machine.")
  var insecure = false

  @Option(help: "How long a certificate may take, retries included: 500ms, 60s, 2m.")
  var patience = DurationArgument(.seconds(60))

  @Option(help: "Directory to save chains (NAME.pem) and keys (NAME.key) in.")
  var save: String?

  @Option(help: "File to append each fact to that the server told, as JSON lines.")
  var journal: String?

  @Option(help: "Form of the result.")
  var format = Format.text

  func validate() throws {
    guard let url = URL(string: directory), ["http", "https"].contains(url.scheme),
      url.host()?.isEmpty == false
    else {
      throw ValidationError(
        "--directory \(directory) is no URL; give one as https://127.0.0.1:14000/directory")
    }
    try Self.check(certificates, in: 1...100_000_000, option: "--certificates")
    try Self.check(workers, in: 1...10_000, option: "--workers")
    try Self.check(accounts ?? 1, in: 1...10_000, option: "--accounts")
    try Self.check(httpPort, in: 1...65_535, option: "--http-port")
    try Self.check(namesPerOrder, in: 1...100, option: "--names-per-order")
    if insecure, caFile != nil {
      throw ValidationError("--insecure and --ca-file contradict each other; give one of them")
    }
    if let caFile, !FileManager.default.isReadableFile(atPath: caFile) {
      throw ValidationError("--ca-file \(caFile) cannot be read; name a PEM file")
    }
    if let names {
      guard certificates == 1, namesPerOrder == 1 else {
        throw ValidationError(
          "--names is for a single certificate; leave out --certificates and --names-per-order")
      }
      guard !names.split(separator: ",", omittingEmptySubsequences: false).contains("") else {
        throw ValidationError("--names \(names) has an empty name; give them as a.test,b.test")
      }
    }
  }

  func run() async throws {
    let clock = WallClock { AuthorityModel.Timestamp(Date()) }
    let report = try await LoadRun(settings: settings, clock: clock).report()
    switch format {
    case .text: print(report.text)
    case .json: print(try report.json())
    }
    if report.failed > 0 { throw ExitCode.failure }
  }

  /// What the options ask for.
  var settings: LoadSettings {
    let workers = min(workers, certificates)
    return LoadSettings(
      directory: directory, certificates: certificates, workers: workers,
      accounts: min(accounts ?? min(workers, 16), workers), httpPort: httpPort,
      names: names.map { .explicit($0.split(separator: ",").map(String.init)) }
        ?? .fresh(perOrder: namesPerOrder, suffix: nameSuffix),
      keyType: keyType,
      trust: insecure ? .anybody : caFile.map { .file($0) } ?? .system,
      patience: patience.duration, saveDirectory: save, journalFile: journal)
  }

  private static func check(_ value: Int, in range: ClosedRange<Int>, option: String) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) \(value) is out of range; give \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
