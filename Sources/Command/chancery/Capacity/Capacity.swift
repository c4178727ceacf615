import ArgumentParser
import AuthorityModel
import AuthorityService
import CapacityModel
import Foundation

/// `chancery capacity`: how many certificates a CA can issue, and what keeps it from more.
struct Capacity: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Predict how many certificates a CA can issue, and what limits it.",
    discussion: """
      Counts what a certificate takes (signatures of the HSM, CPU, writes, syncs), holds it against \
      what token and machine can do, and says what limits. --burst shows what becomes of many \
      orders at once, --certificates-per-day what so many need.

      Exits with 0, or 1 where the certificates that were asked for are more than there can be.

      EXAMPLE
        chancery hsm bench --config myca/chancery.yaml --label r1 --save bench.json
        chancery capacity --config myca/chancery.yaml --bench bench.json
        chancery capacity --config myca/chancery.yaml --bench bench.json \\
          --burst 10000
        chancery capacity --config myca/chancery.yaml --measure --html capacity.html
        chancery capacity --config myca/chancery.yaml --bench bench.json \\
          --live http://127.0.0.1:14001
        chancery capacity --signatures-per-second 330 --certificates-per-day 20000000
        chancery capacity --bench rsa.json --bench p256.json --tokens 2 \\
          --ocsp on-demand --certificate-transparency
      """)

  @Option(help: ArgumentHelp("The CA's chancery.yaml.", valueName: "file"))
  var config: String?

  @OptionGroup(title: "What certificates are like") var certificate: CertificateOptions
  @OptionGroup(title: "What token and machine can do") var figures: FigureOptions
  @OptionGroup(title: "What is asked of the CA") var demand: DemandOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("Write a page with plots, which needs no other file.", valueName: "file"))
  var html: String?

  @OptionGroup(title: "A CA that runs") var live: LiveOptions

  func validate() throws {
    guard certificate.profile == nil || config != nil else {
      throw ValidationError("--profile is one of a configuration: add --config FILE.")
    }
    guard !figures.measure || config != nil else {
      throw ValidationError(
        "--measure needs to know token and database: add --config FILE.")
    }
  }

  func run() async throws {
    CoreDumps.forbid()
    let configuration = try config.map(readConfiguration)
    let page = try await explainedFigures { try html.map(ReportFile.init) }
    let study = try await explainedFigures {
      try CapacityStudy(
        configuration, certificate: certificate, figures: figures, demand: demand,
        findings: try await findings(configuration))
    }
    switch output.format {
    case .text: print(study.text)
    case .json: try OutputFormat.printJSON(CapacityDocument(study))
    }
    if let page { try await explainedFigures { try page.write(CapacityPage(study).html) } }
    if let sizing = study.sizing, !sizing.isMet { throw ExitCode.failed }
  }

  private func findings(_ configuration: Configuration?) async throws -> CapacityStudy.Findings {
    var findings = CapacityStudy.Findings(cores: ProcessInfo.processInfo.activeProcessorCount)
    if figures.measure, let config, let configuration {
      findings.measured = try await Measurements(
        configuration, file: config, at: WallClock.system.now)
    }
    findings.live = try await live.observation()
    return findings
  }
}

/// Runs work on figures and says in one line why it failed.
func explainedFigures<Result>(_ work: () async throws -> Result) async throws -> Result {
  do {
    return try await work()
  } catch let problem as FigureFileProblem {
    throw fail(problem)
  } catch let problem as FileProblem {
    throw fail(problem.description, as: problem.exitCode)
  } catch let problem as LiveReader.Problem {
    throw fail(problem)
  } catch let problem as MeasurementProblem {
    throw fail(problem)
  } catch let error as ValidationError {
    throw fail(error.message, as: ExitCode.validationFailure)
  }
}
