import Cryptoki
import Foundation
import Testing

/// A token that the contract is held against, as `Interop/tokens/*` writes it to `token.json`.
struct ModuleDescription: Sendable, Codable, CustomTestStringConvertible {
  let name: String
  let vendor: String
  /// The module's file.
  let module: String
  /// The token's label.
  let label: String
  let pinFile: String
  /// What the module reads from the environment at `C_Initialize`.
  let environment: [String: String]
  /// The key pairs that it generates; it has to refuse the others.
  let keyTypes: [String]
  /// Whether it makes keys that end with their session.
  let sessionKeys: Bool
  /// The types of key that it makes only if they may decrypt, too.
  let decryptsToo: [String]?

  var testDescription: String { name }

  /// The tokens described by the files of the directory `CHANCERY_CONTRACT_TOKENS`; a token of SoftHSM's
  /// made for this run when the variable isn't set.
  static let all: [ModuleDescription] = {
    do {
      guard let directory = ProcessInfo.processInfo.environment["CHANCERY_CONTRACT_TOKENS"] else {
        return [try ownSoftHSM()]
      }
      let files = try FileManager.default.contentsOfDirectory(
        at: URL(filePath: directory), includingPropertiesForKeys: nil)
      return try files.filter { $0.lastPathComponent == "token.json" }.map { file in
        let description = try JSONDecoder().decode(
          ModuleDescription.self, from: Data(contentsOf: file))
        // Before any thread of the tests runs, as `setenv` demands.
        for (variable, value) in description.environment { setenv(variable, value, 1) }
        return description
      }
    } catch {
      Issue.record(error, "no token to hold to the contract")
      return []
    }
  }()

  private static func ownSoftHSM() throws -> ModuleDescription {
    let token = try SoftHSM.makeToken()
    let pinFile = FileManager.default.temporaryDirectory
      .appending(path: "chancery-contract-\(ProcessInfo.processInfo.processIdentifier)")
    try Data(SoftHSM.userPIN.utf8).write(to: pinFile)
    atexit {
      try? FileManager.default.removeItem(
        at: FileManager.default.temporaryDirectory
          .appending(path: "chancery-contract-\(ProcessInfo.processInfo.processIdentifier)"))
    }
    return ModuleDescription(
      name: "softhsm", vendor: "softhsm", module: SoftHSM.modulePath, label: token.label,
      pinFile: pinFile.path, environment: [:], keyTypes: ["p256", "p384", "rsa2048"],
      sessionKeys: true, decryptsToo: nil)
  }

  /// The pairs of the contract that it can generate.
  var possibleTypes: [KeyPairType] { keyTypes.compactMap(KeyPairType.init(rawValue:)) }

  /// The pairs of the contract that it has to refuse.
  var impossibleTypes: [KeyPairType] {
    [KeyPairType.p256, .p384, .rsa2048].filter { !possibleTypes.contains($0) }
  }

  var selection: TokenSelection { .label(label) }

  func pin() throws -> PIN {
    PIN(fileContents: try Data(contentsOf: URL(filePath: pinFile)))
  }

  func open() throws -> CryptokiModule {
    try CryptokiModule(path: module)
  }
}
