internal import CCryptoki
import Foundation
import Glibc

extension LoadedLibrary {
  /// Maps a library and finds its entry points.
  static func functionList(_ path: String) throws(CryptokiError) -> CK_FUNCTION_LIST {
    if path.contains("/"), !FileManager.default.fileExists(atPath: path) {
      throw .fileMissing(path: path)
    }
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw .notLoadable(path: path, reason: dlerror().map { String(cString: $0) } ?? "unknown")
    }
    guard let symbol = dlsym(handle, "C_GetFunctionList") else {
      dlclose(handle)
      throw .notAModule(path: path)
    }
    typealias GetFunctionList =
      @convention(c) (UnsafeMutablePointer<CK_FUNCTION_LIST_PTR?>?) -> CK_RV
    let function = unsafeBitCast(symbol, to: GetFunctionList.self)
    var list: CK_FUNCTION_LIST_PTR?
    try check("C_GetFunctionList", function) { $0(&list) }
    guard let list else {
      throw .nonsense(function: "C_GetFunctionList", reason: "it gave no function list")
    }
    return list.pointee
  }

  /// Initialises a module.
  ///
  /// - Returns: False when it was initialised already.
  static func initialise(
    _ functions: CK_FUNCTION_LIST, _ initialisation: ModuleInitialisation, path: String
  ) throws(CryptokiError) -> Bool {
    ignoreBrokenPipes()
    do throws(CryptokiError) {
      guard let parameters = initialisation.libraryParameters else {
        var arguments = CK_C_INITIALIZE_ARGS()
        arguments.flags = initialisation.flags
        try check("C_Initialize", functions.C_Initialize) { $0(&arguments) }
        return true
      }
      guard let text = parameters.text(from: ProcessInfo.processInfo.environment) else {
        throw .parametersMissing(module: path, variable: parameters.textVariable)
      }
      try check("C_Initialize", functions.C_Initialize) { initialize in
        text.withCString { text in
          var arguments = LongerArguments(flags: initialisation.flags, libraryParameters: text)
          return initialize(&arguments)
        }
      }
      return true
    } catch .call(_, .cryptokiAlreadyInitialized) {
      return false
    }
  }

  /// `CK_C_INITIALIZE_ARGS` as NSS declares it: with one field more, before the reserved one.
  private struct LongerArguments {
    var createMutex: OpaquePointer?
    var destroyMutex: OpaquePointer?
    var lockMutex: OpaquePointer?
    var unlockMutex: OpaquePointer?
    var flags: CK_FLAGS
    var libraryParameters: UnsafePointer<CChar>?
    var reserved: OpaquePointer?
  }

  /// Keeps a dead daemon from ending this process.
  ///
  /// Modules that talk to one through a socket write to it without further ado (p11-kit's does), and
  /// `SIGPIPE` kills whoever hasn't said that he wants the error instead.
  private static func ignoreBrokenPipes() {
    var action = sigaction()
    guard sigaction(SIGPIPE, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil
    else { return }
    signal(SIGPIPE, SIG_IGN)
  }
}

extension ModuleInitialisation {
  fileprivate var flags: CK_FLAGS { usesLocking ? CK_FLAGS(CKF_OS_LOCKING_OK) : 0 }
}
