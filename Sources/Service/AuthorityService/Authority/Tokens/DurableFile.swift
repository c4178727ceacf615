internal import CDispatch
internal import Foundation
internal import Glibc

/// Small files that only their owner reads, replaced whole and durably.
enum DurableFile {
  struct Fault: Error, CustomStringConvertible {
    let path: String
    let step: String
    let code: Int32

    var description: String { "\(path) can't be \(step): \(String(cString: strerror(code)))" }
  }

  /// Puts text at a path, so that after a power cut there is either the old text or the new.
  static func replace(_ path: String, with text: Data) throws(Fault) {
    let draft = "\(path).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Fault(path: draft, step: "made", code: errno) }
    defer { close(descriptor) }
    let isWritten = text.withUnsafeBytes { bytes in
      write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
    }
    guard isWritten, fsync(descriptor) == 0 else {
      throw Fault(path: draft, step: "written", code: errno)
    }
    guard rename(draft, path) == 0 else { throw Fault(path: path, step: "replaced", code: errno) }
    try syncFolder(of: path)
  }

  /// Removes a file for good; one that isn't there is none to remove.
  static func remove(_ path: String) throws(Fault) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw Fault(path: path, step: "removed", code: errno)
    }
    try syncFolder(of: path)
  }

  /// A name is durable once its folder is.
  private static func syncFolder(of path: String) throws(Fault) {
    let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(path: folder, step: "opened", code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw Fault(path: folder, step: "synchronised", code: errno)
    }
  }
}
