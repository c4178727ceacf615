import Foundation
import Glibc

/// Where a proxy's daemon listens, as the proxy's variable says it.
enum DaemonAddress: Sendable, Hashable {
  /// `unix:path=/run/p11-kit/pkcs11`
  case socket(path: String)
  /// `tcp://127.0.0.1:2345`, or the same with `tls://`.
  case port(host: String, port: String)

  /// Nil for texts that are no such address.
  init?(_ text: String) {
    if let path = text.split(separator: ";").first(where: { $0.hasPrefix("unix:path=") }) {
      self = .socket(path: String(path.dropFirst(10)).removingPercentEncoding ?? String(path))
      return
    }
    guard
      let url = URLComponents(string: text), ["tcp", "tls"].contains(url.scheme),
      let host = url.host, let port = url.port
    else { return nil }
    self = .port(host: host, port: "\(port)")
  }

  /// Why nobody can be reached there; nil when somebody can.
  func fault(within limit: Duration = .seconds(3)) async -> String? {
    switch self {
    case .socket(let path):
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
        return "there is no such socket"
      }
      guard attributes[.type] as? FileAttributeType == .typeSocket else {
        return "that is no socket"
      }
      return refusal(of: Self.connection(toSocket: path), limit)
    case .port(let host, let port):
      return refusal(of: Self.connection(to: host, port), limit)
    }
  }

  private enum Attempt {
    case descriptor(Int32)
    case failure(String)
  }

  /// Waits until a connection that was begun is made or refused, and lets it go.
  private func refusal(of attempt: Attempt, _ limit: Duration) -> String? {
    switch attempt {
    case .failure(let reason): return reason
    case .descriptor(let descriptor):
      defer { close(descriptor) }
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&state, 1, Int32(limit / .milliseconds(1))) > 0 else {
        return "nobody answers there within \(limit.words)"
      }
      var code: Int32 = 0
      var length = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
      return code == 0 ? nil : "nobody listens there (\(String(cString: strerror(code))))"
    }
  }

  private static func connection(toSocket path: String) -> Attempt {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      guard path.utf8.count < bytes.count else { return false }
      bytes.copyBytes(from: path.utf8)
      return true
    }
    guard fits else { return .failure("its path is too long for a socket") }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        begin(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func connection(to host: String, _ port: String) -> Attempt {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, port, &hints, &found)
    guard code == 0, let found else {
      return .failure("\(host) isn't known (\(String(cString: gai_strerror(code))))")
    }
    defer { freeaddrinfo(found) }
    return begin(found.pointee.ai_family, found.pointee.ai_addr, found.pointee.ai_addrlen)
  }

  private static func begin(
    _ family: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
  ) -> Attempt {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = Glibc.socket(family, type, 0)
    guard descriptor >= 0 else { return .failure(String(cString: strerror(errno))) }
    guard connect(descriptor, address, length) == 0 || errno == EINPROGRESS else {
      let reason = "nobody listens there (\(String(cString: strerror(errno))))"
      close(descriptor)
      return .failure(reason)
    }
    return .descriptor(descriptor)
  }
}
