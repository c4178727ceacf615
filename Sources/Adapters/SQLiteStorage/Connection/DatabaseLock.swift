internal import Glibc

/// The exclusive right of one process to serve a database file.
///
/// SQLite itself would let several processes write by turns; Chancery's one writer and its wake-ups
/// inside the process would not notice the others' work. The system ends the lock with the process,
/// however that dies, so that nobody has to clean up after a crash.
package final class DatabaseLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock, which is an advisory one on `<path>.lock`, until it is released or this value
  /// goes away.
  package init(on path: String) throws(DatabaseOpeningError) {
    descriptor = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DatabaseOpeningError(
        .notAccessible, path: path, cause: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = Self.processID(in: descriptor)
      throw DatabaseOpeningError(
        reason == EWOULDBLOCK ? .inUse(processID: holder) : .notAccessible, path: path,
        cause: String(cString: strerror(reason)))
    }
    let text = "\(getpid())\n"
    // The number only serves the message above: a full disk must not keep us from reading.
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.utf8.count, 0) }
  }

  // Runs after a throw of init as well, once the property is set.
  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Gives the lock back before this value goes away.
  package func release() {
    flock(descriptor, LOCK_UN)
  }

  private static func processID(in descriptor: Int32) -> Int32? {
    var digits = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &digits, digits.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: digits.prefix(count).prefix { $0 > 0x20 }, as: UTF8.self))
  }
}
