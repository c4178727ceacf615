import ArgumentParser
import Cryptoki
import HSMDiagnostics

/// A token that was found: its module, what both say of themselves, and how to get in.
struct TokenDoor {
  let access: TokenAccess
  let module: CryptokiModule
  let token: Token
  let profile: VendorProfile

  /// Loads the module and finds the token that is meant.
  init(_ access: TokenAccess) throws(TokenFault) {
    try self.init(access, module: access.module())
  }

  init(_ access: TokenAccess, module: CryptokiModule) throws(TokenFault) {
    self.access = access
    self.module = module
    token = try Self.token(of: module, access.selection)
    profile = access.profile(info: try? module.info(), token)
  }

  /// Opens a session and logs in: the PIN is sent once, and only if it may be right.
  ///
  /// - Parameters:
  ///   - force: Whether to use a last try, after which the token locks.
  ///   - access: Read-write where the session shall make something, or the device wants it.
  ///   - known: The PIN, when it was got before; nil to get it now.
  /// - Throws: ``TokenFault``, or what asking for the PIN throws.
  func session(
    force: Bool, access: Session.Access = .readWrite, pin known: PIN? = nil
  ) throws -> Session {
    try checkFlags(force: force)
    let pin = token.flags.contains(.loginRequired) ? try checkedPIN(known) : nil
    let session: Session
    do throws(CryptokiError) {
      session = try module.openSession(
        slot: token.slotID, access: token.flags.contains(.writeProtected) ? .readOnly : access)
    } catch {
      throw TokenFault.call(error)
    }
    guard let pin else { return session }
    do throws(CryptokiError) {
      try session.login(with: pin)
    } catch {
      throw TokenFault.login(error, profile: profile)
    }
    return session
  }

  /// Gets the PIN, and refuses one that can't be right before it costs a try (law 8).
  private func checkedPIN(_ known: PIN?) throws -> PIN {
    let pin = try known ?? access.pin()
    if let reason = profile.pinShape.fault(of: pin) {
      throw TokenFault.pinShape(
        reason: reason, mend: profile.pinShape.mend(at: access.pinOrigin.place), token: token)
    }
    // Tokens that tell 0 to 0 tell nothing.
    if profile.pinShape.isBoundByToken, token.pinLengths.upperBound > 0,
      !token.pinLengths.contains(UInt(pin.count))
    {
      throw TokenFault.pinShape(
        reason: "the PIN is too short or too long; the token takes "
          + "\(token.pinLengths.lowerBound) to \(token.pinLengths.upperBound) bytes",
        mend: profile.pinShape.mend(at: access.pinOrigin.place), token: token)
    }
    return pin
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
