import Foundation
import Glibc

/// A file for a result, opened before the work, so that minutes of it don't end at a closed door.
///
/// One that exists is overwritten, but only when there is something to write.
final class ReportFile {
  private let path: String
  private let descriptor: Int32
  private let existed: Bool
  private var isWritten = false

  init(_ path: String) throws(FileProblem) {
    self.path = path
    existed = access(path, F_OK) == 0
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .notWritable(path, code: errno) }
  }

  /// Removes the file when it was made for nothing.
  deinit {
    close(descriptor)
    if !existed, !isWritten { unlink(path) }
  }

  func write(_ text: String) throws(FileProblem) {
    isWritten = true
    guard ftruncate(descriptor, 0) == 0 || errno == EINVAL else {
      throw .notWritable(path, code: errno)
    }
    do {
      try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        .write(contentsOf: Data(text.utf8))
    } catch {
      throw .notWritable(path, code: errno)
    }
  }
}
