internal import CCryptoki
import Foundation
import Glibc

/// A module's library in this process, initialised.
struct LoadedLibrary: Sendable {
  let path: String
  let functions: CK_FUNCTION_LIST
  /// False when another part of the process, which must not lose it, had initialised the module.
  let isInitialisedHere: Bool

  init(path: String) throws(CryptokiError) {
    self.path = path
    functions = try Self.functionList(path)
    isInitialisedHere = try Self.initialise(functions)
  }

  /// Finalises the module.
  ///
  /// The library stays mapped: many modules keep threads that outlive it.
  func finalise() {
    guard isInitialisedHere else { return }
    _ = functions.C_Finalize?(nil)
  }

  private static func functionList(_ path: String) throws(CryptokiError) -> CK_FUNCTION_LIST {
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

  private static func initialise(_ functions: CK_FUNCTION_LIST) throws(CryptokiError) -> Bool {
    var arguments = CK_C_INITIALIZE_ARGS()
    arguments.flags = CK_FLAGS(CKF_OS_LOCKING_OK)
    do {
      try check("C_Initialize", functions.C_Initialize) { $0(&arguments) }
      return true
    } catch .call(_, .cryptokiAlreadyInitialized) {
      return false
    }
  }
}
