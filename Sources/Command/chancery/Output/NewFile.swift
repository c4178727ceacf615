import Foundation
import Glibc

/// A file that is made by this command and replaces none.
///
/// It is made before a key is, so that no key is generated whose public half has no place to go.
final class NewFile {
  let path: String
  private let descriptor: Int32
  private var isWritten = false

  /// Makes it, empty.
  init(_ path: String) throws(FileProblem) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .exists(path) : .notWritable(path, code: errno)
    }
  }

  /// Removes it when nothing was written.
  deinit {
    close(descriptor)
    if !isWritten { unlink(path) }
  }

  func write(_ text: String) throws(FileProblem) {
    do {
      try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        .write(contentsOf: Data(text.utf8))
      isWritten = true
    } catch {
      throw .notWritable(path, code: errno)
    }
  }
}
