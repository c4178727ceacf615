import Foundation
import Glibc

/// A Unix socket that takes one command a line, and answers each with one line.
///
/// One thread serves all who are connected, and does a task now and then.
final class ControlSocket: Sendable {
  private let listener: Int32?
  private let path: String?
  private let wakeUp: (reading: Int32, writing: Int32)
  private let isOver = DispatchSemaphore(value: 0)
  private let obey: @Sendable (String) -> String
  private let tick: @Sendable () -> Void

  /// Far more than any command needs.
  private static var lineLimitInBytes: Int { 4096 }
  private static var tickInMilliseconds: Int32 { 200 }

  /// Listens, where a path is given, and starts the thread.
  ///
  /// - Throws: A sentence for standard error.
  init(
    path: String?, obey: @escaping @Sendable (String) -> String,
    tick: @escaping @Sendable () -> Void
  ) throws(ModuleFault) {
    self.path = path
    self.obey = obey
    self.tick = tick
    if let path { listener = try Self.listen(at: path) } else { listener = nil }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw ModuleFault(text: "the control socket can't have a pipe")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakeUp = (ends[0], ends[1])
    let thread = Thread { [self] in
      serve()
      isOver.signal()
    }
    thread.name = "fault-control"
    thread.start()
  }

  /// Ends the thread, and removes the socket.
  func close() {
    var byte: UInt8 = 0
    _ = write(wakeUp.writing, &byte, 1)
    isOver.wait()
    if let path { unlink(path) }
    if let listener { Glibc.close(listener) }
    Glibc.close(wakeUp.reading)
    Glibc.close(wakeUp.writing)
  }

  private func serve() {
    var clients: [(descriptor: Int32, buffer: [UInt8])] = []
    defer { for client in clients { Glibc.close(client.descriptor) } }
    while true {
      var polled = [pollfd(fd: wakeUp.reading, events: Int16(POLLIN), revents: 0)]
      polled.append(pollfd(fd: listener ?? -1, events: Int16(POLLIN), revents: 0))
      polled += clients.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&polled, nfds_t(polled.count), Self.tickInMilliseconds)
      if polled[0].revents != 0 { return }
      if ready <= 0 {
        tick()
        continue
      }
      for index in clients.indices.reversed() where polled[index + 2].revents != 0 {
        if !read(&clients[index]) { Glibc.close(clients.remove(at: index).descriptor) }
      }
      if polled[1].revents != 0, let listener {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { continue }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        clients.append((descriptor, []))
      }
    }
  }

  /// Answers what a client has sent.
  ///
  /// - Returns: False when the client is gone.
  private func read(_ client: inout (descriptor: Int32, buffer: [UInt8])) -> Bool {
    var chunk = [UInt8](repeating: 0, count: Self.lineLimitInBytes)
    let count = Glibc.read(client.descriptor, &chunk, chunk.count)
    // `printf counters | nc -U` ends its line by ending.
    if count <= 0 {
      return client.buffer.isEmpty ? false : answer(&client, upTo: client.buffer.count) && false
    }
    client.buffer += chunk[..<count]
    while let end = client.buffer.firstIndex(of: UInt8(ascii: "\n")) {
      guard answer(&client, upTo: end) else { return false }
    }
    return client.buffer.count <= Self.lineLimitInBytes
  }

  private func answer(
    _ client: inout (descriptor: Int32, buffer: [UInt8]), upTo end: Int
  ) -> Bool {
    let line = String(decoding: client.buffer[..<end], as: UTF8.self)
    client.buffer.removeFirst(min(end + 1, client.buffer.count))
    let reply = Array((obey(line) + "\n").utf8)
    var sent = 0
    while sent < reply.count {
      let count = reply[sent...].withUnsafeBytes {
        send(client.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private static func listen(at path: String) throws(ModuleFault) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { field in
      for (index, byte) in path.utf8.prefix(field.count - 1).enumerated() { field[index] = byte }
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let isTaken = withSocketAddress(&address) { connect(descriptor, $0, $1) } == 0
    Glibc.close(descriptor)
    if isTaken {
      throw ModuleFault(text: "another process serves the control socket \(path)")
    }
    // What a process left that was killed.
    unlink(path)
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard withSocketAddress(&address, { bind(listener, $0, $1) }) == 0,
      chmod(path, 0o600) == 0, Glibc.listen(listener, 16) == 0
    else {
      let reason = String(cString: strerror(errno))
      Glibc.close(listener)
      throw ModuleFault(text: "the control socket \(path) can't be opened: \(reason)")
    }
    return listener
  }

  private static func withSocketAddress(
    _ address: inout sockaddr_un, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
