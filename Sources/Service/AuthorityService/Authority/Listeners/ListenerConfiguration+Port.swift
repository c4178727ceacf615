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
      throw failure(of: name, String(cString: gai_strerror(code)))
    }
    defer { freeaddrinfo(found) }
    let socket = Glibc.socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol)
    guard socket >= 0 else {
      throw failure(of: name, reason(for: errno))
    }
    defer { close(socket) }
    // As the listener itself does it: connections that are closing don't count.
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(socket, entry.ai_addr, entry.ai_addrlen) == 0 else {
      throw failure(of: name, reason(for: errno))
    }
  }

  private func failure(of name: String, _ reason: String) -> AuthorityError {
    .listener(name: name, address: "\(address.value):\(port)", reason: reason)
  }

  private func reason(for code: Int32) -> String {
    switch code {
    case EADDRINUSE: "another process listens there"
    case EADDRNOTAVAIL: "this machine has no such address"
    case EACCES: "ports below 1024 need a privilege (CAP_NET_BIND_SERVICE)"
    default: String(cString: strerror(code))
    }
  }
}
