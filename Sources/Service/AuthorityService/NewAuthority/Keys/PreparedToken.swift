internal import Cryptoki
internal import Foundation
internal import HSMSigning
internal import Logging
internal import Signing

/// A token in which a new authority's keys can be made.
struct PreparedToken: Sendable {
  let plan: TokenPlan
  let module: CryptokiModule
  let token: Token
  let pin: PIN
  let choices: ConfigurationTemplate.TokenChoices
  /// Where the PINs of a token lie that would be useless without them.
  private let directoryOfPINs: String?

  private static let freshLabel = "chancery"
  private static let name = "primary"

  /// Initialises a free token, or finds the one that is named.
  static func prepare(_ plan: TokenPlan, in layout: AuthorityDirectory)
    async throws(NewAuthorityError) -> PreparedToken
  {
    // Before any module is loaded, since modules read their variables when they are initialised.
    for (name, value) in plan.environment { setenv(name, value, 1) }
    switch plan.target {
    case .fresh: return try await fresh(plan, in: layout)
    case .existing(let label, let pinFile):
      return try await existing(plan, label: label, pinFile: pinFile)
    }
  }

  /// What is left in the token if the authority can't be finished.
  func remains(withKeys: Bool) -> NewAuthorityError.Remains? {
    switch plan.target {
    case .fresh: directoryOfPINs.map { .token(directory: $0) }
    case .existing:
      withKeys
        ? .keys(labels: [plan.rootLabel, plan.intermediateLabel], token: token.summary) : nil
    }
  }

  /// The sessions with which the authority's certificates are signed.
  func openPool() async throws(SigningError) -> TokenPool {
    let pool = try await TokenPool.open(
      TokenConfiguration(
        name: Self.name, modulePath: plan.module, selection: .label(token.label),
        sessionCount: 1, operationTimeout: .seconds(60)),
      pinSource: FixedPINSource(pin), ledger: InProcessLoginLedger(),
      logger: Logger(label: "init", factory: { _ in SwiftLogNoOpLogHandler() }))
    guard let fault = pool.unavailability else { return pool }
    await pool.shutdown()
    throw fault
  }

  // MARK: - A token that is there

  private static func existing(_ plan: TokenPlan, label: String, pinFile: String)
    async throws(NewAuthorityError) -> PreparedToken
  {
    let pin = try pin(in: pinFile)
    do {
      return try await onOwnThread {
        let module = try CryptokiModule(path: plan.module)
        return PreparedToken(
          plan: plan, module: module, token: try module.token(matching: .label(label)), pin: pin,
          choices: .init(
            module: plan.module, label: label, pinFile: pinFile, environment: plan.environment),
          directoryOfPINs: nil)
      }
    } catch {
      throw .token(reason: "\(error).")
    }
  }

  private static func pin(in file: String) throws(NewAuthorityError) -> PIN {
    do throws(ConfigurationProblem) {
      let source = SecretSource(.file(file), at: ConfigurationPlace(file: "--pin-file"))
      return PIN(try source.read(environment: [:]))
    } catch {
      throw .badChoice(reason: "\(error)")
    }
  }

  // MARK: - A token of its own

  private static func fresh(_ plan: TokenPlan, in layout: AuthorityDirectory)
    async throws(NewAuthorityError) -> PreparedToken
  {
    var choices = ConfigurationTemplate.TokenChoices(
      module: plan.module, label: freshLabel, environment: plan.environment)
    let ownsTokens = plan.isSoftHSM && plan.environment["SOFTHSM2_CONF"] == nil
    if ownsTokens {
      let file = AuthorityDirectory.File.softHSMConfiguration.rawValue
      choices.environment["SOFTHSM2_CONF"] = "./\(file)"
      try prepareSoftHSM(in: layout)
    }
    let pin = try writeSecret(to: .pin, in: layout)
    let securityOfficerPIN = try writeSecret(to: .securityOfficerPIN, in: layout)
    let made = try await InitialisedToken.make(
      plan, label: freshLabel, pin: pin, securityOfficerPIN: securityOfficerPIN)
    return PreparedToken(
      plan: plan, module: made.module, token: made.token, pin: pin, choices: choices,
      directoryOfPINs: ownsTokens ? nil : layout.path)
  }

  /// Gives the authority a SoftHSM of its own, whose tokens lie in the directory.
  private static func prepareSoftHSM(in layout: AuthorityDirectory) throws(NewAuthorityError) {
    try layout.write(
      """
      # SoftHSM 2's own configuration; chancery.yaml points SOFTHSM2_CONF here.
      directories.tokendir = \(layout.path(of: .tokens))
      objectstore.backend = file
      log.level = ERROR

      """, to: .softHSMConfiguration)
    // SoftHSM reads it when the module is initialised, which has not happened yet.
    setenv("SOFTHSM2_CONF", layout.path(of: .softHSMConfiguration), 1)
  }

  /// Draws a PIN of 20 letters and digits (about 100 bits) and keeps it in a file.
  private static func writeSecret(
    to file: AuthorityDirectory.File, in layout: AuthorityDirectory
  ) throws(NewAuthorityError) -> PIN {
    let alphabet = Array("abcdefghijkmnopqrstuvwxyz23456789".utf8)
    var generator = SystemRandomNumberGenerator()
    let secret = (0..<20).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
    try layout.write(String(decoding: secret, as: UTF8.self) + "\n", to: file)
    return PIN(secret)
  }
}

extension TokenPlan {
  fileprivate var isSoftHSM: Bool {
    URL(fileURLWithPath: module).lastPathComponent.lowercased().contains("softhsm")
  }
}

/// Runs calls that block for long, as the generation of an RSA key does, off the cooperative pool
/// (law 7).
func onOwnThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result(catching: body)) }.start()
  }
}
