package import CertificateFormats
package import Cryptoki
import Glibc

/// A module in this process, whose calls are all made in one thread with a limit to their time.
package final class LiveModule: ExaminedModule {
  private let path: String
  private let limit: Duration
  private let thread: ModuleThread<Holdings>

  /// What the thread holds; sessions can't leave it.
  private struct Holdings {
    var module: CryptokiModule?
    var sessions: [SessionNumber: Session] = [:]
    var opened = 0
  }

  /// - Parameter limit: How long one call of the module may take.
  package init(path: String, limit: Duration) {
    self.path = path
    self.limit = limit
    thread = ModuleThread { Holdings() }
  }

  deinit {
    thread.end()
  }

  package func file() async -> ModuleFileInspection {
    ModuleFileInspection(lookingAt: path)
  }

  package func load() async throws(ModuleFault) {
    let path = path
    try await perform("its constructors (dlopen)") { _ throws(CryptokiError) in
      // It stays loaded: a module that lost its code while its threads run would end the process.
      guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
        throw .notLoadable(
          path: path, reason: dlerror().map { String(cString: $0) } ?? "it doesn't say why")
      }
      guard dlsym(handle, "C_GetFunctionList") != nil else { throw .notAModule(path: path) }
    }
  }

  package func initialise(_ initialisation: ModuleInitialisation) async throws(ModuleFault) {
    let path = path
    try await perform("C_Initialize") { holdings throws(CryptokiError) in
      holdings.module = try CryptokiModule(path: path, initialisation: initialisation)
    }
  }

  package func info() async throws(ModuleFault) -> ModuleInfo {
    try await withModule("C_GetInfo") { module throws(CryptokiError) in try module.info() }
  }

  package func slots() async throws(ModuleFault) -> [Slot] {
    try await withModule("C_GetSlotList") { module throws(CryptokiError) in try module.slots() }
  }

  package func tokens() async throws(ModuleFault) -> [Token] {
    try await withModule("C_GetTokenInfo") { module throws(CryptokiError) in try module.tokens() }
  }

  package func token(inSlot slot: UInt) async throws(ModuleFault) -> Token {
    try await withModule("C_GetTokenInfo") { module throws(CryptokiError) in
      try module.token(inSlot: slot)
    }
  }

  package func mechanisms(inSlot slot: UInt) async throws(ModuleFault) -> [Mechanism] {
    try await withModule("C_GetMechanismList") { module throws(CryptokiError) in
      try module.mechanisms(inSlot: slot)
    }
  }

  package func openSession(
    slot: UInt, access: Session.Access
  ) async throws(ModuleFault) -> SessionNumber {
    try await perform("C_OpenSession") { holdings throws(CryptokiError) in
      guard let module = holdings.module else { throw Self.notInitialised("C_OpenSession") }
      let session = try module.openSession(slot: slot, access: access)
      holdings.opened += 1
      let number = SessionNumber(rawValue: holdings.opened)
      holdings.sessions[number] = session
      return number
    }
  }

  package func closeSession(_ session: SessionNumber) async throws(ModuleFault) {
    try await perform("C_CloseSession") { holdings throws(CryptokiError) in
      try holdings.sessions.removeValue(forKey: session)?.close()
    }
  }

  package func login(_ session: SessionNumber, with pin: PIN) async throws(ModuleFault) -> Bool {
    try await withSession(session, "C_Login") { session throws(CryptokiError) in
      try session.login(with: pin)
    }
  }

  package func heldKeys(_ session: SessionNumber) async throws(ModuleFault) -> [HeldKey] {
    try await withSession(session, "C_FindObjects") { session throws(CryptokiError) in
      try session.heldKeys()
    }
  }

  package func signature(
    for message: [UInt8], with key: ObjectHandle, algorithm: SignatureAlgorithm,
    in session: SessionNumber
  ) async throws(ModuleFault) -> [UInt8] {
    try await withSession(session, "C_Sign") { session throws(CryptokiError) in
      try session.signature(for: message, with: key, algorithm: algorithm)
    }
  }

  package func signingRate(_ trial: SpeedTrial) async throws(ModuleFault) -> Double {
    let openings = trial.pauseBetweenOpenings * trial.sessionCount
    return try await perform("C_Sign", more: trial.duration + openings) {
      holdings throws(CryptokiError) in
      guard let module = holdings.module else { throw Self.notInitialised("C_Sign") }
      return try trial.signingRate(module)
    }
  }

  package func finalise() async throws(ModuleFault) {
    try await perform("C_Finalize") { holdings throws(CryptokiError) in
      holdings.sessions = [:]
      holdings.module = nil
    }
  }

  private func withModule<Value: Sendable>(
    _ function: String,
    _ body: @escaping @Sendable (CryptokiModule) throws(CryptokiError) -> Value
  ) async throws(ModuleFault) -> Value {
    try await perform(function) { holdings throws(CryptokiError) in
      guard let module = holdings.module else { throw Self.notInitialised(function) }
      return try body(module)
    }
  }

  private func withSession<Value: Sendable>(
    _ number: SessionNumber, _ function: String,
    _ body: @escaping @Sendable (Session) throws(CryptokiError) -> Value
  ) async throws(ModuleFault) -> Value {
    try await perform(function) { holdings throws(CryptokiError) in
      guard let session = holdings.sessions[number] else {
        throw .call(function: function, result: .sessionHandleInvalid)
      }
      return try body(session)
    }
  }

  private func perform<Value: Sendable>(
    _ function: String, more time: Duration = .zero,
    _ body: @escaping @Sendable (inout Holdings) throws(CryptokiError) -> Value
  ) async throws(ModuleFault) -> Value {
    try await thread.perform(function, within: limit + time) { holdings throws(ModuleFault) in
      do throws(CryptokiError) {
        return try body(&holdings)
      } catch {
        throw .cryptoki(error)
      }
    }
  }

  private static func notInitialised(_ function: String) -> CryptokiError {
    .call(function: function, result: .cryptokiNotInitialized)
  }
}
