internal import CCryptoki

/// A PKCS #11 module that is loaded and initialised.
///
/// All who open the same file in one process share it: `C_Initialize` and `C_Finalize` concern the
/// whole process (PKCS #11 v2.40 §5.4). It is finalised when the last of them lets go, unless another
/// part of the process had initialised it before. Sessions keep their module alive.
package final class CryptokiModule: Sendable {
  let library: LoadedLibrary
  /// The module's entry points, which stay the same when it starts anew.
  let functions: CK_FUNCTION_LIST

  /// The module's file, with symbolic links resolved.
  package var path: String { library.path }

  /// How often the module was initialised; read it before a call whose failure may end in
  /// ``reinitialise(from:waitingAtMost:)``.
  package var generation: Int { library.generation }

  /// Loads and initialises a module, or joins those who have it open.
  ///
  /// - Parameters:
  ///   - path: The module's file, or the bare name of a library on the loader's path.
  ///   - initialisation: With what arguments; those of the vendor that the path tells when nil. The
  ///     first who opens the module decides.
  /// - Throws: ``CryptokiError`` naming what is wrong with the file, or `C_Initialize`'s code.
  package init(
    path: String, initialisation: ModuleInitialisation? = nil
  ) throws(CryptokiError) {
    library = ModuleRegistry.shared.library(at: path)
    functions = try library.acquire(
      initialisation
        ?? VendorProfile.recognise(modulePath: path, info: nil, token: nil).initialisation)
  }

  deinit {
    library.release()
  }

  /// Starts the module anew, once for all who saw a generation fail.
  ///
  /// Sessions of earlier generations throw ``CKResult/sessionHandleInvalid`` from then on, without
  /// reaching the module; calls meanwhile throw ``CKResult/cryptokiNotInitialized``. Other modules are
  /// not disturbed. When it fails, the next who asks tries again.
  ///
  /// - Parameters:
  ///   - generation: The generation that failed. When it is over already, nothing is done.
  ///   - patience: How long the calls under way may take to come back.
  /// - Throws: ``CryptokiError/callsUnderWay(module:count:waited:)``, after which everything is as it
  ///   was, or what `C_Initialize` said.
  package func reinitialise(
    from generation: Int, waitingAtMost patience: Duration
  ) throws(CryptokiError) {
    try library.reinitialise(from: generation, waitingAtMost: patience)
  }

  /// Who made the module, and in which version.
  package func info() throws(CryptokiError) -> ModuleInfo {
    var info = CK_INFO()
    try check("C_GetInfo", functions.C_GetInfo) { $0(&info) }
    return ModuleInfo(info)
  }

  /// Calls a function of the module, unless it is just starting anew.
  func check<Function>(
    _ name: String, _ function: Function?, _ invoke: (Function) -> UInt
  ) throws(CryptokiError) {
    guard library.gate.enter() else {
      throw .call(function: name, result: .cryptokiNotInitialized)
    }
    defer { library.gate.leave() }
    try Cryptoki.check(name, function, invoke)
  }
}

/// What a module says of itself (`CK_INFO`).
package struct ModuleInfo: Sendable, Hashable {
  package let manufacturer: String
  package let libraryDescription: String
  package let libraryVersion: Version
  package let cryptokiVersion: Version

  package init(
    manufacturer: String, libraryDescription: String,
    libraryVersion: Version = Version(major: 1, minor: 0),
    cryptokiVersion: Version = Version(major: 2, minor: 40)
  ) {
    self.manufacturer = manufacturer
    self.libraryDescription = libraryDescription
    self.libraryVersion = libraryVersion
    self.cryptokiVersion = cryptokiVersion
  }

  init(_ info: CK_INFO) {
    self.init(
      manufacturer: text(of: info.manufacturerID),
      libraryDescription: text(of: info.libraryDescription),
      libraryVersion: Version(info.libraryVersion),
      cryptokiVersion: Version(info.cryptokiVersion))
  }
}

/// A version of hardware, firmware or an interface (`CK_VERSION`).
package struct Version: Sendable, Hashable, CustomStringConvertible {
  package let major: UInt8
  package let minor: UInt8

  package init(major: UInt8, minor: UInt8) {
    self.major = major
    self.minor = minor
  }

  init(_ version: CK_VERSION) {
    self.init(major: version.major, minor: version.minor)
  }

  package var description: String { "\(major).\(minor)" }
}

/// The text in one of Cryptoki's fixed, blank-padded fields.
func text<Field>(of field: Field) -> String {
  withUnsafeBytes(of: field) { bytes in
    let end = bytes.lastIndex { $0 != 0x20 && $0 != 0 }.map { $0 + 1 } ?? 0
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
