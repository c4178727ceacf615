import ArgumentParser
import AuthorityService
import Cryptoki

extension TokenOptions {
  /// The tokens that are meant: one described by options, or all or one of the configuration.
  ///
  /// - Throws: An exit code, after saying why on standard error.
  func accesses() throws -> [TokenAccess] {
    guard let config else { return [try describedAccess()] }
    let tokens = try readConfiguration(config).tokens
    guard !tokens.isEmpty else {
      throw fail(
        "\(config) names no token: its keys are in files. Name a module by --module PATH.",
        as: .badConfiguration)
    }
    guard let token else { return tokens.map(TokenAccess.init) }
    guard let settings = tokens.first(where: { $0.name.value == token }) else {
      throw fail(
        "\(config) has no token \"\(token)\". It has \(tokens.listOfNames).",
        as: ExitCode.validationFailure)
    }
    return [TokenAccess(settings)]
  }

  /// The one token that is meant, for commands that work on one.
  func access() throws -> TokenAccess {
    let accesses = try accesses()
    guard let access = accesses.first, accesses.count == 1 else {
      throw fail(
        "\(config ?? "The configuration") has several tokens. Name one by --token: "
          + accesses.compactMap(\.name).joined(separator: ", ") + ".",
        as: ExitCode.validationFailure)
    }
    return access
  }

  private func describedAccess() throws -> TokenAccess {
    guard let module else { throw ValidationError(InstalledModules.find().missingModule) }
    let selection: TokenSelection? =
      tokenLabel.map(TokenSelection.label) ?? slot.map(TokenSelection.slot)
      ?? serial.map(TokenSelection.serial)
    return TokenAccess(
      name: nil, modulePath: module,
      environment: Dictionary(
        moduleEnvironment.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
      vendor: vendor, selection: selection,
      pinOrigin: pinFile.map(PINOrigin.file) ?? pinEnv.map(PINOrigin.environment) ?? .prompt)
  }
}

extension TokenAccess {
  /// How the configuration reaches a token.
  init(_ settings: TokenSettings) {
    self.init(
      name: settings.name.value, modulePath: settings.module.value,
      environment: settings.environment, vendor: settings.vendor,
      selection: settings.selection.value, pinOrigin: .configuration(settings.pin))
  }
}

extension [TokenSettings] {
  fileprivate var listOfNames: String { map { "\"\($0.name.value)\"" }.joined(separator: ", ") }
}
