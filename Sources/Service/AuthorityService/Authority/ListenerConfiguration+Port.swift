internal import Glibc

extension ListenerConfiguration {
  /// Tries to bind the address, so that a port in use is told before a token or database is opened.
  ///
  /// Somebody may still be faster; then the listener itself fails, in its library's words.
  func requireFree(name: String) throws(AuthorityError) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.value, "\(port)", &hints, &found)
    guard code == 0, let entry = found?.pointee else {
      throw .listener(name: name, reason: reason(String(cString: gai_strerror(code))))
    }
    defer { freeaddrinfo(found) }
    let socket = Glibc.socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol)
    guard socket >= 0 else {
      throw .listener(name: name, reason: reason(String(cString: strerror(errno))))
    }
    defer { close(socket) }
    // As the listener itself does it: connections that are closing don't count.
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(socket, entry.ai_addr, entry.ai_addrlen) == 0 else {
      throw .listener(name: name, reason: bindingFailure(errno))
    }
  }

  private func bindingFailure(_ code: Int32) -> String {
    switch code {
    case EADDRINUSE:
      reason("another process listens there; stop it, or set another port")
    case EADDRNOTAVAIL:
      reason("this machine has no such address; set one that it has, or 0.0.0.0 for all of them")
    case EACCES:
      reason("ports below 1024 need a privilege (CAP_NET_BIND_SERVICE); set a higher one")
    default:
      reason(String(cString: strerror(code)))
    }
  }

  private func reason(_ text: String) -> String { "\(address.value) port \(port): \(text)." }
}
