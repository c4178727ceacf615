internal import CCryptoki

/// A PKCS #11 module that is loaded and initialised.
///
/// All who open the same file in one process share it: `C_Initialize` and `C_Finalize` concern the
/// whole process (PKCS #11 v2.40 §5.4). It is finalised when the last of them lets go, unless another
/// part of the process had initialised it before. Sessions keep their module alive.
package final class CryptokiModule: Sendable {
  private let library: LoadedLibrary

  /// The module's file, with symbolic links resolved.
  package var path: String { library.path }

  /// The module's entry points.
  var functions: CK_FUNCTION_LIST { library.functions }

  /// Loads and initialises a module, or joins those who have it open.
  ///
  /// - Parameter path: The module's file, or the bare name of a library on the loader's path.
  /// - Throws: ``CryptokiError`` naming what is wrong with the file, or `C_Initialize`'s code.
  package init(path: String) throws(CryptokiError) {
    library = try ModuleRegistry.shared.acquire(path)
  }

  deinit {
    ModuleRegistry.shared.release(library)
  }

  /// Who made the module, and in which version.
  package func info() throws(CryptokiError) -> ModuleInfo {
    var info = CK_INFO()
    try check("C_GetInfo", functions.C_GetInfo) { $0(&info) }
    return ModuleInfo(info)
  }
}

/// What a module says of itself (`CK_INFO`).
package struct ModuleInfo: Sendable, Hashable {
  package let manufacturer: String
  package let libraryDescription: String
  package let libraryVersion: Version
  package let cryptokiVersion: Version

  init(_ info: CK_INFO) {
    manufacturer = text(of: info.manufacturerID)
    libraryDescription = text(of: info.libraryDescription)
    libraryVersion = Version(info.libraryVersion)
    cryptokiVersion = Version(info.cryptokiVersion)
  }
}

/// A version of hardware, firmware or an interface (`CK_VERSION`).
package struct Version: Sendable, Hashable, CustomStringConvertible {
  package let major: UInt8
  package let minor: UInt8

  init(_ version: CK_VERSION) {
    major = version.major
    minor = version.minor
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
