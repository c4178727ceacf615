import Cryptoki
import Signing
internal import Synchronization

/// A token as it was found in its module.
struct TokenConnection: Sendable {
  let module: CryptokiModule
  let token: Token
  let profile: VendorProfile
  /// The module's generation in which the token had this slot; a later one may have moved it.
  let generation: Int
}

/// What a pool does with a real token.
struct TokenConnector: TokenAccess {
  let configuration: TokenConfiguration
  let desk: LoginDesk
  let keys: KeyRegister
  /// The module, kept while the token is away so that others' use of it is not disturbed.
  let module = ModuleHolder()

  func connect(
    after previous: TokenConnection?, reinitialising: Bool
  ) throws(LaneFault) -> (TokenConnection, TokenTerms) {
    let module = try openModule(reinitialising: reinitialising)
    let info = try? module.info()
    let token = try findToken(in: module, after: previous)
    let profile = profile(info, token)
    let limits = [profile.sessionLimit, token.maximumSessionCount.map { Int(clamping: $0) }]
    return (
      TokenConnection(
        module: module, token: token, profile: profile,
        generation: self.module.connectedGeneration),
      TokenTerms(
        sessionLimit: limits.compactMap { $0 }.min(),
        pauseBetweenOpenings: profile.pauseBetweenOpenings,
        keepAliveInterval: profile.keepAliveInterval)
    )
  }

  private func profile(_ info: ModuleInfo?, _ token: Token?) -> VendorProfile {
    configuration.profile
      ?? .recognise(modulePath: configuration.modulePath, info: info, token: token)
  }

  private func openModule(reinitialising: Bool) throws(LaneFault) -> CryptokiModule {
    let profile = profile(nil, nil)
    do throws(CryptokiError) {
      if let module = module.current {
        if reinitialising { try reinitialise(module) }
        return module
      }
      let opened = try CryptokiModule(
        path: configuration.modulePath, initialisation: profile.initialisation)
      module.current = opened
      return opened
    } catch {
      throw LaneFault(error, profile)
    }
  }

  /// Starts the module anew, unless another pool of it just did.
  ///
  /// With a call that hangs inside this can't be done; perhaps it can be done without.
  private func reinitialise(_ module: CryptokiModule) throws(CryptokiError) {
    do throws(CryptokiError) {
      try module.reinitialise(
        from: self.module.connectedGeneration,
        // Well within the time that connecting has, so that it can go on without.
        waitingAtMost: min(configuration.operationTimeout, configuration.openingTimeout / 4))
    } catch .callsUnderWay {}
  }

  /// The token, wherever it is now.
  ///
  /// A module whose daemon is away shows no tokens at all until it is initialised anew.
  private func findToken(
    in module: CryptokiModule, after previous: TokenConnection?
  ) throws(LaneFault) -> Token {
    self.module.connectedGeneration = module.generation
    do throws(CryptokiError) {
      return try module.token(matching: configuration.selection)
    } catch {
      let fault = LaneFault(error, profile(nil, nil))
      if case .tokenMissing(_, _, let present) = error, present.isEmpty {
        throw LaneFault(
          .tokenUnavailable(token: configuration.name, reason: error.description), .newModule)
      }
      if fault.recovery == .stop, previous != nil || configuration.mayBeAway {
        // It was here before, or others do its work, so it may come back.
        throw LaneFault(
          .tokenUnavailable(token: configuration.name, reason: error.description), .retry)
      }
      throw fault
    }
  }

  func openSession(_ connection: TokenConnection) throws(LaneFault) -> TokenSession {
    let profile = connection.profile
    do throws(CryptokiError) {
      let access: Session.Access =
        connection.token.flags.contains(.writeProtected) ? .readOnly : profile.sessionAccess
      let session = try connection.module.openSession(
        slot: connection.token.slotID, access: access, generation: connection.generation)
      return TokenSession(
        session: session, profile: profile, token: configuration.name,
        isLoginRequired: connection.token.flags.contains(.loginRequired))
    } catch {
      throw LaneFault(error, profile)
    }
  }

  func logIn(_ held: TokenSession, _ connection: TokenConnection) throws(LaneFault) {
    let flags: TokenFlags
    do throws(CryptokiError) {
      // Read anew: the PIN's counters may have changed.
      flags = try connection.module.token(matching: configuration.selection).flags
    } catch {
      throw LaneFault(error, connection.profile)
    }
    guard flags.contains(.loginRequired) else { return }
    try desk.logIn(held.session, flags: flags, connection.profile)
  }

  func proveKeys(_ held: inout TokenSession) throws(LaneFault) {
    held.handles = [:]
    for key in keys.all { try held.prove(key) }
  }

  func ping(_ held: TokenSession) throws(LaneFault) {
    do throws(CryptokiError) {
      _ = try held.session.info()
    } catch {
      throw LaneFault(error, held.profile)
    }
  }

  func hasNewPIN() -> Bool { desk.hasNewPIN() }
}

/// Holds the module for all lanes.
final class ModuleHolder: Sendable {
  private let held = Mutex<(module: CryptokiModule?, generation: Int)>((nil, 0))

  var current: CryptokiModule? {
    get { held.withLock { $0.module } }
    set { held.withLock { $0.module = newValue } }
  }

  /// The module's generation when the token was last looked for.
  var connectedGeneration: Int {
    get { held.withLock { $0.generation } }
    set { held.withLock { $0.generation = newValue } }
  }
}
