import ArgumentParser
import AuthorityModel
import AuthorityService
import Cryptoki
import Foundation
import Glibc
import HSMDiagnostics
import X509

extension HSM {
  /// `chancery hsm doctor`: finds out why an HSM doesn't work.
  struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "doctor",
      abstract: "Find out, step by step, why an HSM doesn't work, or that it does.",
      discussion: """
        Goes from the module's file to a test signature. Each step says what came back; one that \
        failed says what that means and how to mend it, and the last line names the first cause.

        Changes nothing on the token. The PIN is sent once at most, and not at all when its shape \
        can't be right for this vendor, or when the token says that one more wrong PIN locks it.

        Exits with 0 when no fault was found, else with 1.

        EXAMPLE
          chancery hsm doctor --module /opt/cloudhsm/lib/libcloudhsm_pkcs11.so \\
            --pin-file pin
          chancery hsm doctor --config myca/chancery.yaml
        """)

    @OptionGroup var tokens: TokenOptions
    @OptionGroup var login: LoginOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp(
        "A key that must be there, by its label. May be repeated (default: look at all).",
        valueName: "label"))
    var keyLabel: [String] = []

    @Option(
      help: ArgumentHelp(
        "A certificate whose key it must be (with one --key-label).",
        valueName: "file"))
    var certificate: String?

    @Option(
      help: ArgumentHelp(
        "How many sessions to open (default: the configuration's `sessions`, or 16).",
        valueName: "number"),
      transform: ArgumentText.number(in: 1...1024))
    var sessions: Int?

    @Option(
      help: ArgumentHelp(
        "How long one call of the module may take before it counts as hanging. (default: 10s)",
        valueName: "time"),
      transform: ArgumentText.duration())
    var answerWithin = Duration.seconds(10)

    func validate() throws {
      if tokens.config != nil, !keyLabel.isEmpty || certificate != nil {
        throw ValidationError("--config says which keys and certificates: leave out the others.")
      }
      if certificate != nil, keyLabel.count != 1 {
        throw ValidationError("--certificate belongs to one key: name that by --key-label.")
      }
    }

    func run() async throws {
      CoreDumps.forbid()
      // A proxy whose daemon goes away would end this program when it writes to it.
      signal(SIGPIPE, SIG_IGN)
      let cases = try explained { try DoctorCases(options: self).subjects() }
      let console = DoctorConsole(format: output.format)
      var diagnoses: [TokenDiagnosis] = []
      for (subject, environment) in cases {
        for (name, value) in environment { setenv(name, value, 1) }
        console.begin(subject, isFirst: diagnoses.isEmpty)
        let module = LiveModule(path: subject.modulePath, limit: answerWithin)
        let doctor = HSMDiagnostics.Doctor(
          module: module, at: WallClock.system.now.date, progress: console)
        diagnoses.append(await doctor.diagnosis(of: subject))
        console.endToken()
      }
      let report = DoctorReport(tokens: diagnoses)
      try console.end(report)
      // A module that hangs may hang again when its library is unloaded, so it isn't given the chance.
      fflush(nil)
      _exit(report.isClean ? ExitCode.success.rawValue : ExitCode.failed.rawValue)
    }
  }
}
