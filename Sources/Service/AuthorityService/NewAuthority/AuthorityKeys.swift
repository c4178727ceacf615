internal import Cryptoki
internal import Foundation
internal import HSMSigning
internal import Logging
internal import Signing
internal import SwiftASN1
internal import X509

/// The two keys of a new authority.
protocol AuthorityKeys: Sendable {
  var root: any Signer { get }
  var intermediate: any Signer { get }
  /// How `chancery.yaml` names the intermediate's key.
  var configurationKey: ConfigurationTemplate.Key { get }
  /// Where the keys are, for people.
  var place: String { get }
  /// Whether the keys live on when the authority's directory is removed.
  var outliveDirectory: Bool { get }

  /// Lets go of whatever signs.
  func close() async
}

/// Keys in PEM files.
struct SoftwareKeys: AuthorityKeys {
  let root: any Signer
  let intermediate: any Signer
  let place: String
  let outliveDirectory = false

  var configurationKey: ConfigurationTemplate.Key {
    .file(AuthorityDirectory.File.intermediateKey.rawValue)
  }

  func close() async {}

  static func make(type: KeyPairType, in layout: AuthorityDirectory)
    throws(NewAuthorityError) -> SoftwareKeys
  {
    do {
      let root = try SoftwareSigner(generating: type.signingKeyType)
      let intermediate = try SoftwareSigner(generating: type.signingKeyType)
      try layout.write(root.pemRepresentation, to: .rootKey)
      try layout.write(intermediate.pemRepresentation, to: .intermediateKey)
      return SoftwareKeys(
        root: root, intermediate: intermediate, place: layout.path(of: .intermediateKey))
    } catch let error as NewAuthorityError {
      throw error
    } catch {
      throw .certificate(reason: "\(error)")
    }
  }
}

/// Keys that were generated inside a token and never leave it.
struct TokenKeys: AuthorityKeys {
  let root: any Signer
  let intermediate: any Signer
  let choices: ConfigurationTemplate.TokenChoices
  let place: String
  let outliveDirectory: Bool
  private let pool: TokenPool

  static let tokenLabel = "chancery"
  static let rootLabel = "root"
  static let intermediateLabel = "r1"

  var configurationKey: ConfigurationTemplate.Key {
    .token(choices, keyLabel: Self.intermediateLabel)
  }

  func close() async {
    await pool.shutdown()
  }

  static func make(module path: String, type: KeyPairType, in layout: AuthorityDirectory)
    async throws(NewAuthorityError) -> TokenKeys
  {
    var choices = ConfigurationTemplate.TokenChoices(module: path, label: tokenLabel)
    let isSoftHSM = URL(fileURLWithPath: path).lastPathComponent.lowercased().contains("softhsm")
    if isSoftHSM {
      let file = AuthorityDirectory.File.softHSMConfiguration.rawValue
      choices.environment = ["SOFTHSM2_CONF": "./\(file)"]
      try prepareSoftHSM(in: layout)
    }
    let pin = try writeSecret(to: .pin, in: layout)
    let securityOfficerPIN = try writeSecret(to: .securityOfficerPIN, in: layout)
    let token: CreatedToken
    do {
      token = try await onOwnThread {
        try CreatedToken(module: path, label: tokenLabel, pin: pin, soPIN: securityOfficerPIN)
      }
    } catch {
      throw .token(reason: "\(error).")
    }
    do {
      let keys = try await onOwnThread { try generate(type, in: token, pin: pin) }
      let pool = try await TokenPool.open(
        TokenConfiguration(
          name: tokenLabel, modulePath: path, selection: .label(tokenLabel), pin: pin,
          sessionCount: 1, operationTimeout: .seconds(60)),
        logger: Logger(label: "init", factory: { _ in SwiftLogNoOpLogHandler() }))
      do {
        return TokenKeys(
          root: try await pool.signer(forKey: .label(rootLabel), certificateKey: keys.root),
          intermediate: try await pool.signer(
            forKey: .label(intermediateLabel), certificateKey: keys.intermediate),
          choices: choices, place: "token \(pool.token.summary)", outliveDirectory: !isSoftHSM,
          pool: pool)
      } catch {
        await pool.shutdown()
        throw error
      }
    } catch {
      throw isSoftHSM
        ? .token(reason: "\(error).")
        : .tokenLeftBehind(directory: layout.path, reason: "\(error).")
    }
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

  /// A token that was just initialised, and the module that holds it.
  private struct CreatedToken: Sendable {
    let module: CryptokiModule
    let slotID: UInt

    init(module path: String, label: String, pin: PIN, soPIN: PIN) throws {
      module = try CryptokiModule(path: path)
      slotID = try module.initializeToken(
        slot: try module.freeSlot(), label: label, soPIN: soPIN, userPIN: pin
      ).slotID
    }
  }

  private static func generate(_ type: KeyPairType, in token: CreatedToken, pin: PIN) throws
    -> (root: Certificate.PublicKey, intermediate: Certificate.PublicKey)
  {
    let session = try token.module.openSession(slot: token.slotID, access: .readWrite)
    defer { try? session.close() }
    try session.login(with: pin)
    let root = try session.generateKeyPair(type, label: rootLabel)
    let intermediate = try session.generateKeyPair(type, label: intermediateLabel)
    return (
      try Certificate.PublicKey(derEncoded: root.subjectPublicKeyInfo),
      try Certificate.PublicKey(derEncoded: intermediate.subjectPublicKeyInfo)
    )
  }

  /// Runs calls that block for long, as the generation of an RSA key does, off the cooperative pool
  /// (law 7).
  private static func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result(catching: body)) }.start()
    }
  }
}

extension KeyPairType {
  fileprivate var signingKeyType: SigningKeyType {
    switch self {
    case .p256: .p256
    case .p384: .p384
    case .rsa2048: .rsa2048
    case .rsa3072: .rsa3072
    case .rsa4096: .rsa4096
    }
  }
}
