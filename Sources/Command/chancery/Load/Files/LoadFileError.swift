import Foundation
import Glibc

/// A file could not be written.
struct LoadFileError: Error, Equatable, CustomStringConvertible {
  let path: String
  let code: Int32

  var description: String {
    "cannot write \(path): \(String(cString: strerror(code))); name a place that you may write to"
  }
}

extension FileHandle {
  /// Opens a file for appending; makes it, readable to all, when it does not exist.
  static func appending(to path: String) throws(LoadFileError) -> FileHandle {
    try opened(path, flags: O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
  }

  /// Opens a file for writing from its start.
  ///
  /// - Parameter mode: Permissions from the first moment on, so a key is never readable to others.
  static func replacing(_ path: String, mode: mode_t) throws(LoadFileError) -> FileHandle {
    try opened(path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
  }

  private static func opened(
    _ path: String, flags: Int32, mode: mode_t
  ) throws(LoadFileError) -> FileHandle {
    let descriptor = open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw LoadFileError(path: path, code: errno) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
