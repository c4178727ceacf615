internal import Glibc

/// A bound, listening Unix socket and its name in the file system.
struct AdminSocketFile: Sendable {
  let path: String
  /// Handed over to whoever accepts connections, who closes it.
  let descriptor: Int32

  /// Binds the socket with mode 0600 from its first moment on.
  ///
  /// What a dead process left there is replaced; a live one is left alone.
  static func bind(_ path: AdminSocketPath) throws(AdminSocketError) -> AdminSocketFile {
    try clear(path.path)
    let socket = Glibc.socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw failure(path.path) }
    // Linux takes the mode of the name from that of the socket; a chmod afterwards would come late.
    guard fchmod(socket, 0o600) == 0,
      withAddress(path.path, { Glibc.bind(socket, $0, $1) }) == 0, listen(socket, 16) == 0
    else {
      defer { close(socket) }
      throw failure(path.path)
    }
    return AdminSocketFile(path: path.path, descriptor: socket)
  }

  func remove() {
    unlink(path)
  }

  /// Removes a socket that nobody answers at.
  ///
  /// Two processes can't do this at once: the one that has the database's lock comes here.
  private static func clear(_ path: String) throws(AdminSocketError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw failure(path) }
    defer { close(socket) }
    guard withAddress(path, { connect(socket, $0, $1) }) != 0 else { throw .inUse(path: path) }
    guard errno == ECONNREFUSED, unlink(path) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> AdminSocketError {
    .unavailable(path: path, reason: String(cString: strerror(errno)))
  }

  static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // ``AdminSocketPath`` has looked at the length; the rest stays NUL.
    withUnsafeMutableBytes(of: &address.sun_path) {
      $0.copyBytes(from: path.utf8.prefix($0.count - 1))
    }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
