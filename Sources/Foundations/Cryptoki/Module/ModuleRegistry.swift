import Foundation

/// The modules that this process has open, counted for each path.
///
/// This is state of the process, not of a program's part, because `C_Initialize` is: a second call
/// fails and one `C_Finalize` takes the module from everybody (PKCS #11 v2.40 §5.4).
///
/// `@unchecked`: the dictionary is only touched under the lock. It is an `NSLock` since initialising
/// and finalising block, and must happen under it lest one part finalises what another just opened.
final class ModuleRegistry: @unchecked Sendable {
  static let shared = ModuleRegistry()

  private let lock = NSLock()
  private var entries: [String: (library: LoadedLibrary, users: Int)] = [:]

  /// The library at a path, loaded and initialised by the first who asks.
  func acquire(_ path: String) throws(CryptokiError) -> LoadedLibrary {
    let path = path.contains("/") ? URL(filePath: path).resolvingSymlinksInPath().path : path
    lock.lock()
    defer { lock.unlock() }
    if let entry = entries[path] {
      entries[path] = (entry.library, entry.users + 1)
      return entry.library
    }
    let library = try LoadedLibrary(path: path)
    entries[path] = (library, 1)
    return library
  }

  /// Lets go of a library; the last one to do so finalises it.
  func release(_ library: LoadedLibrary) {
    lock.lock()
    defer { lock.unlock() }
    guard let entry = entries[library.path] else { return }
    entries[library.path] = entry.users > 1 ? (entry.library, entry.users - 1) : nil
    if entry.users == 1 { library.finalise() }
  }
}
