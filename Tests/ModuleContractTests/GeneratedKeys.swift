import Cryptoki
import Foundation

/// A token opened and logged in, whose keys are destroyed when the test is done with them.
struct OpenToken {
  let module: CryptokiModule
  let token: Token
  let session: Session

  init(_ description: ModuleDescription) throws {
    module = try description.open()
    token = try module.token(matching: description.selection)
    session = try module.openSession(slot: token.slotID, access: .readWrite)
    try session.login(with: description.pin())
  }

  /// Lends a new key pair of the token.
  func withKeyPair<Result>(
    _ type: KeyPairType, _ body: (_ pair: GeneratedKeyPair, _ label: String) throws -> Result
  ) throws -> Result {
    let label = "contract-\(UUID().uuidString.prefix(8))"
    let pair = try session.generateKeyPair(type, label: label)
    let result = Swift.Result { try body(pair, label) }
    try destroy(label)
    return try result.get()
  }

  /// Lends a new key pair of the token to a test that waits.
  func withKeyPair<Result>(
    _ type: KeyPairType,
    _ body: (_ pair: GeneratedKeyPair, _ label: String) async throws -> Result
  ) async throws -> Result {
    let label = "contract-\(UUID().uuidString.prefix(8))"
    let pair = try session.generateKeyPair(type, label: label)
    do {
      let result = try await body(pair, label)
      try destroy(label)
      return result
    } catch {
      try destroy(label)
      throw error
    }
  }

  /// Both halves are looked up again: handles may have changed meanwhile.
  private func destroy(_ label: String) throws {
    for object in try session.objects(matching: ObjectQuery(label: label)) {
      try session.destroy(object)
    }
  }
}
