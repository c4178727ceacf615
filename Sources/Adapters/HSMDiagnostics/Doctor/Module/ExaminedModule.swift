package import CertificateFormats
package import Cryptoki

/// A PKCS #11 module as the doctor sees it.
///
/// Every call ends: one that doesn't come back within the limit throws
/// ``ModuleFault/noAnswer(function:limit:)``, and so does each later one, since the module may be in
/// any state by then. ``LiveModule`` is the real one; texts are tested with others.
package protocol ExaminedModule: Sendable {
  /// Looks at the file without running anything in it.
  func file() async -> ModuleFileInspection

  /// Maps the library, which runs its constructors, and finds `C_GetFunctionList`.
  func load() async throws(ModuleFault)

  /// Initialises the module as its vendor wants it, or else without locking.
  func initialise(_ initialisation: ModuleInitialisation) async throws(ModuleFault)

  func info() async throws(ModuleFault) -> ModuleInfo
  func slots() async throws(ModuleFault) -> [Slot]

  /// All tokens that are present, initialised or not.
  func tokens() async throws(ModuleFault) -> [Token]
  func token(inSlot slot: UInt) async throws(ModuleFault) -> Token
  func mechanisms(inSlot slot: UInt) async throws(ModuleFault) -> [Mechanism]

  /// Opens a session, which stays open until it is closed here.
  func openSession(slot: UInt, access: Session.Access) async throws(ModuleFault) -> SessionNumber
  func closeSession(_ session: SessionNumber) async throws(ModuleFault)

  /// Logs in; false when the process was logged in already and the PIN was not tried.
  func login(_ session: SessionNumber, with pin: PIN) async throws(ModuleFault) -> Bool

  /// The private keys that this login sees, with the public keys that the token shows for them.
  func heldKeys(_ session: SessionNumber) async throws(ModuleFault) -> [HeldKey]

  /// Signs a message, and gives the signature in the form that certificates have.
  func signature(
    for message: [UInt8], with key: ObjectHandle, algorithm: SignatureAlgorithm,
    in session: SessionNumber
  ) async throws(ModuleFault) -> [UInt8]

  /// Signs again and again in several sessions at once.
  ///
  /// - Returns: Signatures a second, of all sessions together.
  func signingRate(_ trial: SpeedTrial) async throws(ModuleFault) -> Double

  /// Closes what is open and finalises the module.
  func finalise() async throws(ModuleFault)
}

/// A session that an ``ExaminedModule`` holds open, by a number of its own.
package struct SessionNumber: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }
}

/// What is signed, how and for how long, when the speed is estimated.
package struct SpeedTrial: Sendable {
  package let slot: UInt
  package let access: Session.Access
  package let key: ObjectHandle
  package let algorithm: SignatureAlgorithm
  package let sessionCount: Int
  package let duration: Duration
  package let pauseBetweenOpenings: Duration
}
