import ArgumentParser
import Cryptoki
import HSMDiagnostics

/// A token that was found: its module, what both say of themselves, and how to get in.
struct TokenDoor {
  let access: TokenAccess
  let module: CryptokiModule
  let token: Token

  /// Loads the module and finds the token that is meant.
  ///
  /// - Throws: ``TokenFault``.
  init(_ access: TokenAccess) throws(TokenFault) {
    access.prepareEnvironment()
    self.access = access
    do {
      module = try CryptokiModule(path: access.modulePath)
    } catch {
      throw .module(error)
    }
    token = try Self.token(of: module, access.selection)
  }

  /// Opens a session and logs in: the PIN is sent once, and only if it looks like one.
  ///
  /// - Parameters:
  ///   - force: Whether to use a last try, after which the token locks.
  ///   - access: Read-write where the session shall make something.
  ///   - pin: The PIN, when it was got already.
  func session(
    force: Bool, access kind: Session.Access = .readWrite, pin givenPIN: PIN? = nil
  ) throws -> Session {
    try checkFlags(force: force)
    let pin = token.flags.contains(.loginRequired) ? try givenPIN ?? access.pin() : nil
    let session: Session
    do throws(CryptokiError) {
      session = try module.openSession(
        slot: token.slotID, access: token.flags.contains(.writeProtected) ? .readOnly : kind)
    } catch {
      throw TokenFault.call(error)
    }
    guard let pin else { return session }
    do throws(CryptokiError) {
      try session.login(with: pin)
    } catch {
      throw TokenFault.login(error, advice: error.result?.advice ?? "\(error)")
    }
    return session
  }

  private func checkFlags(force: Bool) throws(TokenFault) {
    guard token.isInitialised else { throw .uninitialised(token: token) }
    guard token.flags.contains(.loginRequired) else { return }
    guard !token.flags.contains(.userPINLocked) else { throw .locked(token: token) }
    guard token.flags.contains(.userPINInitialised) else { throw .noPIN(token: token) }
    guard force || !token.flags.contains(.userPINFinalTry) else {
      throw .finalTry(token: token)
    }
  }

  private static func token(
    of module: CryptokiModule, _ selection: TokenSelection?
  ) throws(TokenFault) -> Token {
    let present: [Token]
    do {
      present = try module.tokens()
    } catch {
      throw .call(error)
    }
    guard let selection else { return try onlyToken(among: present, of: module) }
    let matching = present.filter { selection.selects($0) }
    if let token = matching.first, matching.count == 1 { return token }
    guard matching.isEmpty else { throw .ambiguous(selection: selection, matching: matching) }
    throw .missing(
      selection: selection, module: module.path, near: selection.nearMiss(among: present),
      present: present.filter(\.isInitialised))
  }

  /// The one initialised token, when nobody said which is meant.
  private static func onlyToken(
    among present: [Token], of module: CryptokiModule
  ) throws(TokenFault) -> Token {
    let initialised = present.filter(\.isInitialised)
    if let token = initialised.first, initialised.count == 1 { return token }
    guard initialised.isEmpty else { throw .unspecified(present: initialised) }
    guard let token = present.first else { throw .none(module: module.path) }
    throw .uninitialised(token: token)
  }
}

extension TokenSelection {
  fileprivate func selects(_ token: Token) -> Bool {
    switch self {
    case .label(let label): token.isInitialised && token.label == label
    case .serial(let serial): token.serial == serial
    case .slot(let id): token.slotID == id
    }
  }

  fileprivate func nearMiss(among present: [Token]) -> String? {
    let present = present.filter(\.isInitialised)
    return switch self {
    case .label(let label):
      NearMiss.of(label, among: present.map(\.label)).map { "--token-label \"\($0)\"" }
    case .serial(let serial):
      NearMiss.of(serial, among: present.map(\.serial)).map { "--serial \($0)" }
    case .slot:
      present.count == 1 ? present.first.map { "--token-label \"\($0.label)\"" } : nil
    }
  }
}
