import Cryptoki
import Signing

/// What one lane has open.
struct TokenSession {
  let module: CryptokiModule
  let token: Token
  let session: Session

  /// Opens the module, the token and the first session, and logs in: once for all sessions.
  ///
  /// A wrong PIN is tried this one time (law 8).
  init(first configuration: TokenConfiguration) throws(SigningError) {
    do throws(CryptokiError) {
      module = try CryptokiModule(path: configuration.modulePath)
      token = try module.token(matching: configuration.selection)
    } catch {
      throw .notOpened(reason: error.description)
    }
    guard !token.flags.contains(.userPINLocked) else {
      throw .tokenParked(
        token: configuration.name, reason: "its user PIN is locked; " + Self.unlocking)
    }
    session = try Self.openSession(module, token, name: configuration.name)
    guard token.flags.contains(.loginRequired) else { return }
    do throws(CryptokiError) {
      try session.login(with: configuration.pin)
    } catch {
      throw Self.loginFailure(error, token: configuration.name)
    }
  }

  /// Opens one more session beside the first.
  init(beside module: CryptokiModule, _ token: Token, name: String) throws(SigningError) {
    self.module = module
    self.token = token
    session = try Self.openSession(module, token, name: name)
  }

  /// Read-write, since some devices sign in no others (AWS CloudHSM: `CKR_FUNCTION_FAILED`).
  private static func openSession(
    _ module: CryptokiModule, _ token: Token, name: String
  ) throws(SigningError) -> Session {
    do throws(CryptokiError) {
      return try module.openSession(
        slot: token.slotID,
        access: token.flags.contains(.writeProtected) ? .readOnly : .readWrite)
    } catch {
      guard error.result != .sessionCount else { throw SigningError(error) }
      throw .notOpened(reason: error.description)
    }
  }

  private static func loginFailure(_ error: CryptokiError, token: String) -> SigningError {
    switch error.result {
    case .pinIncorrect:
      .tokenParked(
        token: token,
        reason: "\(error). It was tried once and is not tried again; correct pin_file and restart")
    case .pinLocked:
      .tokenParked(token: token, reason: "its user PIN is locked; " + unlocking)
    case .pinInvalid, .pinLenRange, .pinExpired, .userPINNotInitialized:
      .tokenParked(token: token, reason: error.description)
    default:
      .notOpened(reason: error.description)
    }
  }

  private static let unlocking = "the security officer must set it anew, then restart"
}
