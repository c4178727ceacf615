import Glibc
import Validation

/// A TCP port that nobody must connect to, and that would notice.
///
/// It accepts nothing by itself: over loopback, a connection stands in the kernel's queue as soon as
/// its maker knows of it, so an empty queue afterwards proves that none was made.
final class SilentListener: Sendable {
  private let socket: Int32

  struct Unavailable: Error {
    let code: Int32
    /// The machine has no such address, as one without IPv6.
    var isAddressMissing: Bool { [EADDRNOTAVAIL, EAFNOSUPPORT].contains(code) }
  }

  init(at address: IPAddress, port: Int) throws {
    let family = address.version == .v4 ? AF_INET : AF_INET6
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    socket = Glibc.socket(family, kind, 0)
    guard socket >= 0 else { throw Unavailable(code: errno) }
    guard Self.bind(socket, to: address, port: port) == 0, listen(socket, 16) == 0 else {
      let code = errno
      close(socket)
      throw Unavailable(code: code)
    }
  }

  deinit { close(socket) }

  /// How many connections have come in since it was asked last.
  func connections() -> Int {
    var count = 0
    while case let connection = accept(socket, nil, nil), connection >= 0 {
      close(connection)
      count += 1
    }
    return count
  }

  private static func bind(_ socket: Int32, to address: IPAddress, port: Int) -> Int32 {
    switch address.version {
    case .v4:
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = UInt16(port).bigEndian
      withUnsafeMutableBytes(of: &name.sin_addr) { $0.copyBytes(from: address.bytes) }
      return withBytes(of: &name) { Glibc.bind(socket, $0, $1) }
    case .v6:
      var name = sockaddr_in6()
      name.sin6_family = sa_family_t(AF_INET6)
      name.sin6_port = UInt16(port).bigEndian
      withUnsafeMutableBytes(of: &name.sin6_addr) { $0.copyBytes(from: address.bytes) }
      return withBytes(of: &name) { Glibc.bind(socket, $0, $1) }
    }
  }

  private static func withBytes<Name>(
    of name: inout Name, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Name>.size))
      }
    }
  }
}
