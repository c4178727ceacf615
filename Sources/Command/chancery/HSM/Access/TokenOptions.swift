import ArgumentParser
import AuthorityService
import Cryptoki

/// The options that say which token is meant and where its PIN is, alike in all commands.
struct TokenOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The HSM's PKCS#11 module, a .so file.", valueName: "path"))
  var module: String?

  @Option(help: ArgumentHelp("The token's label.", valueName: "label"))
  var tokenLabel: String?

  @Option(help: ArgumentHelp("The token's slot. Its number may change.", valueName: "number"))
  var slot: UInt?

  @Option(help: ArgumentHelp("The token's serial number.", valueName: "text"))
  var serial: String?

  @Option(help: ArgumentHelp("A file that holds the PIN and nothing else.", valueName: "file"))
  var pinFile: String?

  @Option(
    help: ArgumentHelp(
      "The variable that holds the PIN; erased once it is read.", valueName: "name"))
  var pinEnv: String?

  @Option(
    help: ArgumentHelp("Whose HSM it is, when it isn't recognised.", valueName: "vendor"))
  var vendor: HSMVendor?

  @Option(
    help: ArgumentHelp(
      "A variable that the module reads, as SOFTHSM2_CONF=/etc/softhsm2.conf. May be repeated.",
      valueName: "name=value"))
  var moduleEnvironment: [ModuleVariable] = []

  @Option(
    help: ArgumentHelp("A CA's chancery.yaml, instead of all the above.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp("One of the configuration's tokens (default: all).", valueName: "name"))
  var token: String?

  /// Declared to be refused with a reason.
  @Option(name: .customLong("pin"), help: .hidden)
  var forbiddenPIN: String?

  func validate() throws {
    guard forbiddenPIN == nil else {
      throw ValidationError(
        """
        A PIN must not be an argument: every process of this machine can read it there, and the \
        shell keeps it. Use --pin-file FILE, --pin-env VARIABLE, or neither and be asked. Change \
        this PIN if others use this machine.
        """)
    }
    if config == nil {
      try validateModule()
    } else {
      try validateConfiguration()
    }
  }

  private func validateModule() throws {
    guard token == nil else {
      throw ValidationError("--token names a token of a configuration: add --config FILE.")
    }
    guard module != nil else { throw ValidationError(InstalledModules.find().missingModule) }
    let selections = [
      tokenLabel.map { _ in "--token-label" }, slot.map { _ in "--slot" },
      serial.map { _ in "--serial" },
    ].compactMap(\.self)
    guard selections.count < 2 else {
      throw ValidationError("Name the token by one of \(selections.joined(separator: " and ")).")
    }
    guard pinFile == nil || pinEnv == nil else {
      throw ValidationError("Name the PIN by one of --pin-file and --pin-env.")
    }
  }

  private func validateConfiguration() throws {
    let others = [
      module.map { _ in "--module" }, tokenLabel.map { _ in "--token-label" },
      slot.map { _ in "--slot" }, serial.map { _ in "--serial" },
      pinFile.map { _ in "--pin-file" }, pinEnv.map { _ in "--pin-env" },
      vendor.map { _ in "--vendor" }, moduleEnvironment.isEmpty ? nil : "--module-environment",
    ].compactMap(\.self)
    guard others.isEmpty else {
      throw ValidationError(
        "--config says all of it: leave out \(others.joined(separator: ", ")).")
    }
  }
}

extension InstalledModules {
  /// What to say when nobody said which module is meant.
  var missingModule: String {
    let question = "Which HSM? Name its PKCS#11 module by --module PATH, or a CA by --config FILE."
    guard !paths.isEmpty else {
      return question + " No module was found at the usual places of this machine."
    }
    return question + "\nThis machine has:\n" + paths.map { "  \($0)" }.joined(separator: "\n")
  }
}
