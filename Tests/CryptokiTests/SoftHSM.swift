import Cryptoki
import Foundation

/// A real SoftHSM with a token directory of this process's own.
///
/// All test targets run in one process, which can have the module initialised once only and with one
/// configuration. So they share the directory, and each test makes a token for itself: login is a
/// matter of a whole process and token, and tests run at once. (`HSMSigningTests` has this file by a
/// symbolic link.)
enum SoftHSM {
  static let modulePath = "/usr/lib/softhsm/libsofthsm2.so"
  static let userPIN = "1234"
  static let soPIN = "87654321"

  /// The module, held open so that no test initialises it anew.
  static let module = Result { try open() }

  private static let lock = NSLock()

  private static var directory: URL {
    FileManager.default.temporaryDirectory
      .appending(path: "chancery-tests-\(ProcessInfo.processInfo.processIdentifier)")
  }

  private static func open() throws -> CryptokiModule {
    let tokens = directory.appending(path: "tokens")
    try FileManager.default.createDirectory(at: tokens, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: SoftHSM.directory) }
    let configuration = directory.appending(path: "softhsm2.conf")
    let text = """
      directories.tokendir = \(tokens.path)
      objectstore.backend = file
      log.level = ERROR
      slots.removable = false
      """
    try Data(text.utf8).write(to: configuration, options: .atomic)
    setenv("SOFTHSM2_CONF", configuration.path, 1)
    return try CryptokiModule(path: modulePath)
  }

  /// Makes a token.
  ///
  /// One at a time, since two could take the same free slot.
  static func makeToken(label: String = "token-\(UUID().uuidString.prefix(8))") throws -> Token {
    let module = try module.get()
    lock.lock()
    defer { lock.unlock() }
    return try module.initializeToken(
      slot: module.freeSlot(), label: label, soPIN: PIN(soPIN), userPIN: PIN(userPIN))
  }

  /// A read-write session, logged in, with a token of its own.
  static func makeSession() throws -> Session {
    let session = try module.get().openSession(slot: makeToken().slotID, access: .readWrite)
    try session.login(with: PIN(userPIN))
    return session
  }
}
