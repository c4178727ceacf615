import Foundation

/// The libraries that this process has loaded as modules, one for each path.
///
/// This is state of the process, not of a program's part, because `C_Initialize` is: a second call
/// fails and one `C_Finalize` takes the module from everybody (PKCS #11 v2.40 §5.4). Entries stay, as
/// the libraries stay mapped.
///
/// `@unchecked`: the dictionary is only touched under the lock.
final class ModuleRegistry: @unchecked Sendable {
  static let shared = ModuleRegistry()

  private let lock = NSLock()
  private var libraries: [String: LoadedLibrary] = [:]

  /// The library at a path, not necessarily loaded yet.
  func library(at path: String) -> LoadedLibrary {
    let path = path.contains("/") ? URL(filePath: path).resolvingSymlinksInPath().path : path
    return lock.withLock {
      if let library = libraries[path] { return library }
      let library = LoadedLibrary(path: path)
      libraries[path] = library
      return library
    }
  }

  /// Has every module finalised when the process ends, wherever it ends.
  ///
  /// Modules that bring OpenSSL (SoftHSM) crash in their destructors when they are still initialised
  /// there, for OpenSSL has cleaned up before. Handlers run last come first, so this is asked for once
  /// more after each initialisation.
  func finaliseAtExit() {
    atexit { for library in ModuleRegistry.shared.all { library.finaliseAtExit() } }
  }

  private var all: [LoadedLibrary] { lock.withLock { Array(libraries.values) } }
}
