import CCryptoki
import CertificateFormats
import Crypto
import Signing
import Synchronization
import X509

@testable import Cryptoki
@testable import HSMDiagnostics

/// A module that answers as a test wants it, and notes what reached it.
struct ScriptedModule: ExaminedModule {
  var inspection = ModuleFileInspection(
    path: "/opt/hsm/libhsm.so", sizeInBytes: 3 << 20,
    condition: .library(architecture: "x86-64", needs: ["libc.so.6", "libssl.so.3"]))
  var loadingFault: ModuleFault?
  var initialisation: @Sendable (ModuleInitialisation) -> ModuleFault? = { _ in nil }
  var slotCount = 1
  var present = [Token.scripted()]
  /// The token's flags after a login that was refused.
  var flagsAfterRefusal: TokenFlags?
  var offered = [
    Mechanism(type: .ecdsa, keySizes: 256...384, flags: .sign),
    Mechanism(type: .rsaPKCS, keySizes: 2048...4096, flags: .sign),
  ]
  /// What refuses a session, by its kind and how many are open.
  var refusal: @Sendable (Session.Access, Int) -> ModuleFault? = { _, _ in nil }
  var loginFault: ModuleFault?
  var keys: [ScriptedKey] = [ScriptedKey(label: "r1")]
  var signingFault: ModuleFault?
  let calls = Calls()

  /// What reached the module.
  final class Calls: Sendable {
    private let state = Mutex((names: [String](), open: Set<Int>(), opened: 0))

    var names: [String] { state.withLock { $0.names } }
    var openCount: Int { state.withLock { $0.open.count } }

    func note(_ name: String) { state.withLock { $0.names.append(name) } }

    func open() -> Int {
      state.withLock { state in
        state.opened += 1
        state.open.insert(state.opened)
        return state.opened
      }
    }

    func close(_ number: Int) { state.withLock { _ = $0.open.remove(number) } }
  }

  func file() async -> ModuleFileInspection { inspection }

  func load() async throws(ModuleFault) {
    if let loadingFault { throw loadingFault }
  }

  func initialise(_ initialisation: ModuleInitialisation) async throws(ModuleFault) {
    calls.note("C_Initialize")
    if let fault = self.initialisation(initialisation) { throw fault }
  }

  func info() async throws(ModuleFault) -> ModuleInfo {
    var info = CK_INFO()
    fill(&info.manufacturerID, "Example HSMs Inc")
    fill(&info.libraryDescription, "Example Cryptoki")
    info.libraryVersion = CK_VERSION(major: 5, minor: 1)
    info.cryptokiVersion = CK_VERSION(major: 2, minor: 40)
    return ModuleInfo(info)
  }

  func slots() async throws(ModuleFault) -> [Slot] {
    (0..<slotCount).map { index in
      var info = CK_SLOT_INFO()
      info.flags = index < present.count ? CK_FLAGS(CKF_TOKEN_PRESENT) : 0
      return Slot(id: UInt(index), info)
    }
  }

  func tokens() async throws(ModuleFault) -> [Token] { present }

  func token(inSlot slot: UInt) async throws(ModuleFault) -> Token {
    .scripted(flags: flagsAfterRefusal ?? .usual)
  }

  func mechanisms(inSlot slot: UInt) async throws(ModuleFault) -> [Mechanism] { offered }

  func openSession(
    slot: UInt, access: Session.Access
  ) async throws(ModuleFault) -> SessionNumber {
    if let fault = refusal(access, calls.openCount) { throw fault }
    return SessionNumber(rawValue: calls.open())
  }

  func closeSession(_ session: SessionNumber) async throws(ModuleFault) {
    calls.close(session.rawValue)
  }

  func login(_ session: SessionNumber, with pin: PIN) async throws(ModuleFault) -> Bool {
    calls.note("C_Login")
    if let loginFault { throw loginFault }
    return true
  }

  func heldKeys(_ session: SessionNumber) async throws(ModuleFault) -> [HeldKey] {
    keys.enumerated().map { $1.heldKey(handle: UInt($0)) }
  }

  func signature(
    for message: [UInt8], with key: ObjectHandle, algorithm: SignatureAlgorithm,
    in session: SessionNumber
  ) async throws(ModuleFault) -> [UInt8] {
    calls.note("C_Sign")
    if let signingFault { throw signingFault }
    guard let signature = try? keys[Int(key.rawValue)].privateKey.signature(for: message) else {
      throw .cryptoki(.call(function: "C_Sign", result: .functionFailed))
    }
    return Array(signature.derRepresentation)
  }

  func signingRate(_ trial: SpeedTrial) async throws(ModuleFault) -> Double {
    330 * Double(trial.sessionCount)
  }

  func finalise() async throws(ModuleFault) {
    calls.note("C_Finalize")
  }
}

/// A P-256 key of a ``ScriptedModule``.
struct ScriptedKey: Sendable {
  var label: String
  var maySign = true
  var mayDecrypt = false
  var isExtractable = false
  let privateKey = P256.Signing.PrivateKey()

  func heldKey(handle: UInt) -> HeldKey {
    HeldKey(
      handle: ObjectHandle(rawValue: handle),
      attributes: KeyAttributes(
        label: label, id: [0x0a, UInt8(handle)], keyType: .ec, maySign: maySign,
        mayDecrypt: mayDecrypt, mayUnwrap: false, isSensitive: true, isExtractable: isExtractable,
        wasNeverExtractable: !isExtractable, isLocal: true, curve: .p256),
      publicKeys: [Certificate.PublicKey(privateKey.publicKey)], publicKeyFault: nil)
  }
}

extension TokenFlags {
  static let usual: TokenFlags = [.tokenInitialised, .loginRequired, .userPINInitialised]
}

extension Token {
  static func scripted(
    label: String = "ca", serial: String = "0815", flags: TokenFlags = .usual,
    manufacturer: String = "Example HSMs Inc", model: String = "X1"
  ) -> Token {
    var info = CK_TOKEN_INFO()
    fill(&info.label, label)
    fill(&info.manufacturerID, manufacturer)
    fill(&info.model, model)
    fill(&info.serialNumber, serial)
    info.flags = flags.rawValue
    info.ulMinPinLen = 4
    info.ulMaxPinLen = 64
    info.firmwareVersion = CK_VERSION(major: 7, minor: 3)
    return Token(slotID: 0, info)
  }
}

/// Fills one of Cryptoki's fixed fields, padded with blanks.
private func fill<Field>(_ field: inout Field, _ text: String) {
  withUnsafeMutableBytes(of: &field) { bytes in
    for index in bytes.indices { bytes[index] = 0x20 }
    bytes.copyBytes(from: text.utf8.prefix(bytes.count))
  }
}
