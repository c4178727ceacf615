import Glibc

/// A pseudo-terminal: what a test types, and what a program shows there.
final class TestTerminal: Sendable {
  /// Where a program finds the terminal.
  let path: String
  private let descriptor: Int32

  struct Unavailable: Error {}

  init() throws {
    // As posix_openpt(3), unlockpt(3) and ptsname(3) do, which Glibc's module map leaves out.
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var lock: Int32 = 0
    var number: UInt32 = 0
    guard
      descriptor >= 0, ioctl(descriptor, Self.setLock, &lock) == 0,
      ioctl(descriptor, Self.getNumber, &number) == 0
    else { throw Unavailable() }
    self.descriptor = descriptor
    path = "/dev/pts/\(number)"
  }

  /// `TIOCSPTLCK` and `TIOCGPTN` (ioctl_tty(2)).
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  deinit { close(descriptor) }

  func type(_ text: String) {
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
  }

  /// What has been shown since the last look.
  func shown() -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
  }

  /// Whether what is typed is shown.
  var echoes: Bool {
    var settings = termios()
    return tcgetattr(descriptor, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }
}
