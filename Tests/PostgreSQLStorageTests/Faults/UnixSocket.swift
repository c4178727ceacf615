import Glibc

/// Blocking calls on Unix sockets, for threads of tests.
enum UnixSocket {
  struct Failure: Error {
    let call: String
    let code = errno
  }

  static func listen(at path: String) throws -> Int32 {
    let descriptor = try make()
    let isBound = withAddress(of: path) { Glibc.bind(descriptor, $0, $1) }
    guard isBound == 0 else { throw Failure(call: "bind") }
    guard Glibc.listen(descriptor, 64) == 0 else { throw Failure(call: "listen") }
    return descriptor
  }

  static func connect(to path: String) throws -> Int32 {
    let descriptor = try make()
    guard withAddress(of: path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      close(descriptor)
      throw Failure(call: "connect")
    }
    return descriptor
  }

  private static func make() throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(call: "socket") }
    return descriptor
  }

  private static func withAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// - Returns: What has come; nil where the other side has closed.
  static func read(_ descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
