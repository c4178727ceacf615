/// With what arguments a module is initialised (PKCS #11 v2.40 §5.4, `CK_C_INITIALIZE_ARGS`).
package struct ModuleInitialisation: Sendable, Hashable {
  /// Whether the module is told that several threads will use it (`CKF_OS_LOCKING_OK`).
  ///
  /// A module initialised without it may be used by one thread only.
  package let usesLocking: Bool
  /// Where NSS's longer arguments come from; nil for all other modules, which know none.
  package let libraryParameters: LibraryParameters?

  package init(usesLocking: Bool = true, libraryParameters: LibraryParameters? = nil) {
    self.usesLocking = usesLocking
    self.libraryParameters = libraryParameters
  }

  /// What the standard provides for a program with threads.
  package static let standard = ModuleInitialisation()
  /// What is left for a module that can't lock.
  package static let withoutLocking = ModuleInitialisation(usesLocking: false)

  /// The same for one thread only.
  package func withoutLocking() -> ModuleInitialisation {
    ModuleInitialisation(usesLocking: false, libraryParameters: libraryParameters)
  }
}

/// The text that NSS wants beside the standard's arguments, and the variables that hold it.
package struct LibraryParameters: Sendable, Hashable {
  /// The variable that holds the whole text; it goes first.
  package let textVariable: String
  /// The variable that names the database's directory alone.
  package let directoryVariable: String

  /// The text, from the environment of the process.
  func text(from environment: [String: String]) -> String? {
    if let text = environment[textVariable], !text.isEmpty { return text }
    guard let directory = environment[directoryVariable], !directory.isEmpty else { return nil }
    // The old database format is gone; a bare path would mean it to older versions of NSS.
    let place = directory.contains(":") ? directory : "sql:" + directory
    return "configDir='\(place)' certPrefix='' keyPrefix='' secmod='secmod.db' flags="
  }
}
