// For the members of `stat`, which Clang counts among the module that included it first.
internal import CDispatch
internal import Glibc

/// Which file lies at a path, and since when it is as it is.
///
/// It changes whenever somebody writes the file or puts another in its place, even one of the same
/// text, and says nothing of what is in it.
struct FileIdentity: Sendable, Hashable {
  let text: String

  /// Looks at the file; one that isn't there has an identity, too.
  init(ofFileAt path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      text = "absent"
      return
    }
    let changed = status.st_ctim
    let written = status.st_mtim
    text = [
      "device \(status.st_dev)", "inode \(status.st_ino)", "size \(status.st_size)",
      "written \(written.tv_sec).\(written.tv_nsec)",
      "changed \(changed.tv_sec).\(changed.tv_nsec)",
    ].joined(separator: ", ")
  }
}
