// For the members of `stat`, which Clang counts among the module that included it first.
import CDispatch
import Foundation
import Glibc

/// Reads whole regular files, and says why it can't.
enum FileContents {
  /// Reads a file of any owner and mode.
  static func read(_ path: String, limitInBytes: Int) throws(FileFault) -> Data {
    try read(path, limitInBytes: limitInBytes, isPrivate: false)
  }

  /// Reads a file that nobody but its owner may read or write.
  ///
  /// The mode is that of the file that was opened, so it can't be exchanged in between.
  static func readPrivate(_ path: String, limitInBytes: Int) throws(FileFault) -> Data {
    try read(path, limitInBytes: limitInBytes, isPrivate: true)
  }

  private static func read(
    _ path: String, limitInBytes: Int, isPrivate: Bool
  ) throws(FileFault) -> Data {
    // Without O_NONBLOCK, opening a FIFO would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFault(opening: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFault(opening: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileFault(reason: "\(path) is no regular file", mend: "Name a file.")
    }
    if isPrivate, status.st_mode & 0o077 != 0 {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw FileFault(
        reason: "\(path) has mode 0\(mode), so others can get at the secret in it",
        mend: "Run `chmod 600 \(path)`.")
    }
    guard status.st_size <= limitInBytes else {
      throw FileFault(
        reason: "\(path) is longer than \(limitInBytes) bytes", mend: "Name another file.")
    }
    do {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
      return try handle.read(upToCount: limitInBytes) ?? Data()
    } catch {
      throw FileFault(reason: "reading \(path) failed", mend: "Check the disk it is on.")
    }
  }
}
