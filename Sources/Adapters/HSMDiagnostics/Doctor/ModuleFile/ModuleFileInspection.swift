/// What a module's file is, found out without running anything in it.
package struct ModuleFileInspection: Sendable, Hashable {
  package enum Condition: Sendable, Hashable {
    /// There is nothing at the path; `nearby` are files that may be meant.
    case missing(nearby: [String])
    /// It is a directory; `modules` are the libraries in it.
    case directory(modules: [String])
    /// It is there, but this user can't read it.
    case unreadable(reason: String, user: String)
    /// It is no library: `kind` says what it is instead, as "a text file".
    case noLibrary(kind: String)
    /// A library for another processor.
    case foreign(architecture: String, own: String)
    /// A library that this program can load.
    case library(architecture: String, needs: [String])
    /// A bare name, which the dynamic linker looks for in its own places.
    case leftToLinker
  }

  package let path: String
  /// Where symbolic links lead, when that is elsewhere.
  package let target: String?
  package let sizeInBytes: Int
  package let condition: Condition

  package init(path: String, target: String? = nil, sizeInBytes: Int = 0, condition: Condition) {
    self.path = path
    self.target = target
    self.sizeInBytes = sizeInBytes
    self.condition = condition
  }
}
