import Foundation
import Glibc

/// Why a file could not be read.
struct FileFault: Error {
  /// A clause without a full stop.
  let reason: String
  /// A whole sentence.
  let mend: String

  init(reason: String, mend: String) {
    self.reason = reason
    self.mend = mend
  }

  init(opening path: String, code: Int32) {
    switch code {
    case ENOENT, ENOTDIR:
      self.init(reason: "\(path) does not exist", mend: "Create it, or name another file.")
    case EACCES, EPERM:
      self.init(
        reason: "\(path) may not be read by this user",
        mend: "Give it to the user who runs chancery.")
    default:
      self.init(
        reason: "\(path) could not be opened (\(String(cString: strerror(code))))",
        mend: "Name another file.")
    }
  }
}
