import Foundation
import Glibc
import Synchronization

/// Stands between the lanes and PostgreSQL on a Unix socket, and cuts connections as it is told.
///
/// It sees batches: all messages up to a Sync, which is what one transaction is sent as. One that is cut
/// *before* never reaches the server; one that is cut *after* was answered, and the answer is kept back.
final class FaultProxy: Sendable {
  enum Fault: Sendable {
    case before
    case after
    /// The connection is cut before, and the batch reaches its server once another one was answered: as
    /// a packet does that was long under way.
    case late
  }

  /// Decides about a batch, by the names of its statements.
  typealias Plan = @Sendable (_ batch: Int, _ statements: [String]) -> Fault?

  let directory: String
  private let server: String
  private let listener: Int32
  private let plan: Plan
  private let batches = Atomic(0)
  private let stragglers = Mutex<[(server: Int32, batch: [UInt8])]>([])
  private let cutCount = Atomic(0)

  var batchCount: Int { batches.load(ordering: .relaxed) }
  var cuts: Int { cutCount.load(ordering: .relaxed) }

  /// - Parameter server: The server's socket.
  init(to server: String, plan: @escaping Plan) throws {
    self.server = server
    self.plan = plan
    directory = "/tmp/chancery-proxy-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    listener = try UnixSocket.listen(at: "\(directory)/.s.PGSQL.5432")
    Thread { [self] in accept() }.start()
  }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    for (server, _) in stragglers.withLock(\.self) { close(server) }
    try? FileManager.default.removeItem(atPath: directory)
  }

  func url(of database: String) -> String { "postgresql://postgres@/\(database)?host=\(directory)" }

  private func accept() {
    while case let client = Glibc.accept(listener, nil, nil), client >= 0 {
      guard let upstream = try? UnixSocket.connect(to: server) else {
        close(client)
        continue
      }
      Thread { [self] in
        let keepsServer = serve(client, upstream)
        close(client)
        if !keepsServer { close(upstream) }
      }.start()
    }
    close(listener)
  }

  /// Delivers what was kept back, and waits until it was answered or its server is gone.
  private func deliverStragglers() {
    let taken = stragglers.withLock { stragglers in
      defer { stragglers = [] }
      return stragglers
    }
    for (server, batch) in taken {
      if UnixSocket.write(batch, to: server) {
        var answers = Messages(startsTyped: true)
        reading: while let bytes = UnixSocket.read(server) {
          answers.append(bytes)
          while let message = answers.next() { if message.isReadyForQuery { break reading } }
        }
      }
      close(server)
    }
  }

  /// Hands bytes to and fro until one side closes or a fault cuts both.
  ///
  /// - Returns: Whether the server's end is still wanted.
  private func serve(_ client: Int32, _ upstream: Int32) -> Bool {
    var requests = Messages(startsTyped: false)
    var answers = Messages(startsTyped: true)
    var batch: [UInt8] = []
    var statements: [String] = []
    var isNamed = false
    var keepsAnswers = false
    while true {
      var ready = [
        pollfd(fd: client, events: Int16(POLLIN), revents: 0),
        pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ready, 2, -1) >= 0 else { return false }
      if ready[0].revents != 0 {
        guard let bytes = UnixSocket.read(client) else { return false }
        requests.append(bytes)
        while let message = requests.next() {
          batch += message.bytes
          if let name = message.boundStatement { statements.append(name) }
          guard message.endsBatch else { continue }
          isNamed = !statements.isEmpty
          let fault =
            isNamed
            ? plan(batches.wrappingAdd(1, ordering: .relaxed).newValue, statements) : nil
          if let fault {
            cutCount.wrappingAdd(1, ordering: .relaxed)
            keepsAnswers = fault == .after
          }
          if fault == .before { return false }
          if fault == .late {
            stragglers.withLock { $0.append((upstream, batch)) }
            return true
          }
          guard UnixSocket.write(batch, to: upstream) else { return false }
          (batch, statements) = ([], [])
        }
      }
      if ready[1].revents != 0 {
        guard let bytes = UnixSocket.read(upstream) else { return false }
        answers.append(bytes)
        var isAnswered = false
        while let message = answers.next() { isAnswered = isAnswered || message.isReadyForQuery }
        if keepsAnswers {
          if isAnswered { return false }
        } else {
          if isAnswered, isNamed { deliverStragglers() }
          guard UnixSocket.write(bytes, to: client) else { return false }
        }
      }
    }
  }
}

/// Messages of PostgreSQL's protocol (its manual, §55.7), cut from a stream.
private struct Messages {
  struct Message {
    let type: UInt8?
    let bytes: [UInt8]

    /// Sync, or the startup packet and what answers a request for a password.
    var endsBatch: Bool { type == nil || type == UInt8(ascii: "S") || type == UInt8(ascii: "p") }
    var isReadyForQuery: Bool { type == UInt8(ascii: "Z") }

    /// The name in a Bind message, after that of its portal.
    var boundStatement: String? {
      guard type == UInt8(ascii: "B") else { return nil }
      let texts = bytes.dropFirst(5).split(
        separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      guard texts.count > 1, !texts[1].isEmpty else { return nil }
      return String(decoding: texts[1], as: UTF8.self)
    }
  }

  private var buffer: [UInt8] = []
  private var isTyped: Bool

  init(startsTyped: Bool) { isTyped = startsTyped }

  mutating func append(_ bytes: [UInt8]) { buffer += bytes }

  mutating func next() -> Message? {
    let start = isTyped ? 1 : 0
    guard buffer.count >= start + 4 else { return nil }
    let length = buffer[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    guard buffer.count >= start + length else { return nil }
    let bytes = Array(buffer.prefix(start + length))
    buffer.removeFirst(bytes.count)
    defer { isTyped = true }
    return Message(type: isTyped ? bytes[0] : nil, bytes: bytes)
  }
}
