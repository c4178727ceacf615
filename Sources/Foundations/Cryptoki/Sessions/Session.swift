internal import CCryptoki

/// A session with a token.
///
/// A session belongs to one thread, the one that opened it; that is why it is not `Sendable`. It is
/// closed when it is let go.
package final class Session {
  /// Whether a session may change the token.
  package enum Access: Sendable, Hashable {
    case readOnly
    case readWrite
  }

  /// Who logs in (`CK_USER_TYPE`).
  package enum User: Sendable, Hashable {
    case user
    case securityOfficer
  }

  package let module: CryptokiModule
  package let slotID: UInt
  /// The module's generation in which the session was opened, and with which it is lost.
  package let generation: Int
  let handle: CK_SESSION_HANDLE
  /// A copy, so that the hot path does not go through the module.
  let functions: CK_FUNCTION_LIST
  private let gate: CallGate
  private var isClosed = false

  init(
    module: CryptokiModule, slotID: UInt, access: Access, generation expected: Int?
  ) throws(CryptokiError) {
    var handle: CK_SESSION_HANDLE = 0
    // CKF_SERIAL_SESSION is obligatory (PKCS #11 v2.40 §5.6).
    let flags =
      CK_FLAGS(CKF_SERIAL_SESSION) | (access == .readWrite ? CK_FLAGS(CKF_RW_SESSION) : 0)
    let functions = module.functions
    let gate = module.library.gate
    let generation = expected ?? module.generation
    guard gate.enter(generation) else {
      throw .call(function: "C_OpenSession", result: .cryptokiNotInitialized)
    }
    defer { gate.leave() }
    try Cryptoki.check("C_OpenSession", functions.C_OpenSession) {
      $0(slotID, flags, nil, nil, &handle)
    }
    self.module = module
    self.slotID = slotID
    self.generation = generation
    self.handle = handle
    self.functions = functions
    self.gate = gate
  }

  deinit {
    if !isClosed { module.library.close(handle, of: generation, functions) }
  }

  /// Whether the module has started anew since the session was opened.
  package var isOutlived: Bool { module.generation != generation }

  /// Closes the session.
  ///
  /// With the last session of the process the login ends too.
  package func close() throws(CryptokiError) {
    guard !isClosed else { return }
    isClosed = true
    guard !isOutlived else { return }
    try check("C_CloseSession", functions.C_CloseSession) { $0(handle) }
  }

  /// Calls a function of the module, unless the session is one of an earlier generation.
  func check<Function>(
    _ name: String, _ function: Function?, _ invoke: (Function) -> UInt
  ) throws(CryptokiError) {
    try enter(name)
    defer { gate.leave() }
    try Cryptoki.check(name, function, invoke)
  }

  /// Counts a call in, or throws; see ``leave()``.
  @inline(__always)
  func enter(_ name: String) throws(CryptokiError) {
    guard gate.enter(generation) else {
      throw .call(function: name, result: .sessionHandleInvalid)
    }
  }

  @inline(__always)
  func leave() {
    gate.leave()
  }

  /// Logs in, for all sessions that this process has with the token.
  ///
  /// - Returns: False when the process was logged in already, in which case the PIN was not tried.
  @discardableResult
  package func login(as user: User = .user, with pin: PIN) throws(CryptokiError) -> Bool {
    let type: CK_USER_TYPE =
      switch user {
      case .user: CK_USER_TYPE(CKU_USER)
      case .securityOfficer: CK_USER_TYPE(CKU_SO)
      }
    do {
      try check("C_Login", functions.C_Login) { function in
        pin.withBytes { bytes, count in function(handle, type, bytes, count) }
      }
      return true
    } catch .call(_, .userAlreadyLoggedIn) {
      return false
    }
  }

  /// Logs out, in all sessions that this process has with the token.
  package func logout() throws(CryptokiError) {
    try check("C_Logout", functions.C_Logout) { $0(handle) }
  }

  /// Sets the user's PIN; the security officer must be logged in.
  package func setUserPIN(_ pin: PIN) throws(CryptokiError) {
    try check("C_InitPIN", functions.C_InitPIN) { function in
      pin.withBytes { bytes, count in function(handle, bytes, count) }
    }
  }

  /// Random bytes made by the token.
  package func randomBytes(count: Int) throws(CryptokiError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try check("C_GenerateRandom", functions.C_GenerateRandom) { $0(handle, &bytes, UInt(count)) }
    return bytes
  }
}

extension CryptokiModule {
  /// Opens a session with the token in a slot.
  ///
  /// - Parameter generation: The one in which the slot was found, since slots move when the module
  ///   starts anew; the present one when nil.
  /// - Throws: ``CKResult/cryptokiNotInitialized`` when that generation is over.
  package func openSession(
    slot: UInt, access: Session.Access, generation: Int? = nil
  ) throws(CryptokiError) -> Session {
    try Session(module: self, slotID: slot, access: access, generation: generation)
  }
}
