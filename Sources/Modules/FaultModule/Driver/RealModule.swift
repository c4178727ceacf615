internal import CCryptoki
import Glibc

/// The module that does the work.
///
/// `@unchecked`: the list lies in the loaded library, which is never unloaded, and nobody writes to it.
struct RealModule: @unchecked Sendable {
  let path: String
  /// The entry points; a pointer, so that no call copies all of them.
  let functions: UnsafePointer<CK_FUNCTION_LIST>

  /// Loads a module.
  ///
  /// - Throws: A sentence for standard error.
  init(path: String) throws(ModuleFault) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      let reason = dlerror().map { String(cString: $0) } ?? "unknown"
      throw ModuleFault(text: "the real module \(path) can't be loaded: \(reason)")
    }
    guard let symbol = dlsym(library, "C_GetFunctionList") else {
      throw ModuleFault(text: "the real module \(path) has no C_GetFunctionList")
    }
    typealias GetFunctionList =
      @convention(c) (UnsafeMutablePointer<CK_FUNCTION_LIST_PTR?>?) -> CK_RV
    var list: CK_FUNCTION_LIST_PTR?
    let code = unsafeBitCast(symbol, to: GetFunctionList.self)(&list)
    guard code == 0, let list else {
      throw ModuleFault(text: "the real module \(path) gave no function list")
    }
    self.path = path
    functions = UnsafePointer(list)
  }
}

/// Why the module can't be used: one line for standard error.
struct ModuleFault: Error {
  let text: String
}
