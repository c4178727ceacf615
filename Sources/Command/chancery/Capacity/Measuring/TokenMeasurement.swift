import ArgumentParser
import AuthorityModel
import AuthorityService
import CertificateFormats
import HSMDiagnostics

/// The speed of the issuer's key in its first token, measured for a few seconds.
struct TokenMeasurement {
  let report: BenchmarkReport

  /// Measures with one session and with as many as are configured, as `chancery hsm bench` does.
  ///
  /// - Parameter file: The configuration's.
  /// - Throws: An exit code, after saying why on standard error.
  init(
    _ configuration: Configuration, file: String, for duration: Duration, at now: Timestamp
  ) async throws {
    guard let issuer = configuration.issuers.first,
      case .tokens(let names, let key) = issuer.key,
      let name = names.first?.value,
      let token = configuration.tokens.first(where: { $0.name.value == name })
    else { throw fail("The configured issuer's key is in no token.", as: .badConfiguration) }
    let keyOption =
      switch key.value {
      case .label(let label): ["--label", label]
      case .id(let id): ["--id", HexText.text(id)]
      }
    // The command itself, so that there is one way to open, to log in and to measure.
    let bench = try HSM.Bench.parse(
      ["--config", file, "--token", name] + keyOption + [
        "--sessions", token.sessions > 1 ? "1,\(token.sessions)" : "1",
        "--time", "\(duration.inMilliseconds)ms", "--warm-up", "200ms",
      ])
    report = try await bench.report(at: now)
  }
}

extension HSM.Bench {
  /// What it measures, without writing it anywhere.
  ///
  /// - Throws: An exit code, after saying why on standard error, also where only a part was measured.
  func report(at now: Timestamp) async throws -> BenchmarkReport {
    let target = try target(try tokens.access())
    let (report, failure) = await target.measure(options: self, date: now)
    if let failure { throw fail(failure) }
    guard !report.steps.isEmpty else { throw ExitCode.failed }
    return report
  }
}
