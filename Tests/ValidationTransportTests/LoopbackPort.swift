import Glibc

/// Ports of 127.0.0.1 for servers that tests start.
enum LoopbackPort {
  struct Unavailable: Error {
    let code: Int32
  }

  /// A port that was free for both TCP and UDP a moment ago.
  static func free() throws -> Int { try free(1)[0] }

  /// As many different ones: each is held until all are found, since the kernel may name one again.
  static func free(_ count: Int) throws -> [Int] {
    var held: [(socket: Int32, port: Int)] = []
    defer { for tcp in held { close(tcp.socket) } }
    var ports: [Int] = []
    for _ in 0..<20 * count where ports.count < count {
      let tcp = try bound(SOCK_STREAM, port: 0)
      held.append(tcp)
      guard let udp = try? bound(SOCK_DGRAM, port: tcp.port) else { continue }
      close(udp.socket)
      ports.append(tcp.port)
    }
    guard ports.count == count else { throw Unavailable(code: EADDRINUSE) }
    return ports
  }

  /// Binds a UDP socket that never answers; the caller closes it.
  static func silent() throws -> (socket: Int32, port: Int) { try bound(SOCK_DGRAM, port: 0) }

  static func withAddress<Success>(
    _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Success
  ) -> Success {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func bound(
    _ type: __socket_type, port: Int
  ) throws -> (socket: Int32, port: Int) {
    let socket = Glibc.socket(AF_INET, Int32(type.rawValue), 0)
    guard socket >= 0 else { throw Unavailable(code: errno) }
    guard withAddress(port, { bind(socket, $0, $1) }) == 0 else {
      defer { close(socket) }
      throw Unavailable(code: errno)
    }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
    }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }
}
