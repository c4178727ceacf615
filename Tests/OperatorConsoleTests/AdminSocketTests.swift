import Foundation
import Glibc
import Logging
import ServiceLifecycle
import Testing

@testable import OperatorConsole

@Suite("The admin socket", .timeLimit(.minutes(1)))
struct AdminSocketTests {
  private static let report = TokenReport(
    name: "primary", state: "parked", ready: false, detail: "the PIN is wrong", seconds: 7,
    sessions: .init(open: 0, busy: 0, stuck: 0), waiting: 3, signatures: 9, share: 0.25,
    lastFault: "CKR_PIN_INCORRECT")

  /// Answers every request with one report that tells what was asked.
  private struct EchoingDesk: AdminDesk {
    func answer(to request: AdminRequest) async -> AdminAnswer {
      switch request {
      case .tokenReports: return .tokens([AdminSocketTests.report])
      case .unpark(nil): return .tokens([])
      case .unpark(let token?): return .refusal("there is no token \(token)")
      case .revoke(let order):
        return .revocation(
          RevocationReport(
            done: !order.isRehearsal, certificates: 1, reason: order.reason,
            serial: order.serial, key: order.note))
      case .queue(let order):
        return .queue(QueueReport(account: "\(order)", isBulk: true))
      case .keys(let order):
        return .blockedKeys([
          BlockedKeyReport(
            key: order.key ?? "", cause: order.action.rawValue,
            note: "\(order.isRehearsal) \(order.note ?? "")")
        ])
      }
    }
  }

  private let folder: URL
  private let path: AdminSocketPath

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "admin-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = try AdminSocketPath(
      besideDatabase: folder.appending(path: "chancery.sqlite").path(percentEncoded: false))
  }

  /// Runs a listener for as long as the body does.
  private func listening(_ body: () async throws -> Void) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
    let group = ServiceGroup(
      services: [AdminListener(path: path, desk: EchoingDesk(), logger: logger)], logger: logger)
    async let ended: Void = group.run()
    // The socket is there once it can be asked.
    while access(path.path, F_OK) != 0 { try await Task.sleep(for: .milliseconds(2)) }
    do {
      try await body()
    } catch {
      await group.triggerGracefulShutdown()
      try await ended
      throw error
    }
    await group.triggerGracefulShutdown()
    try await ended
  }

  @Test("it answers what is asked, and refuses in its own words")
  func answers() async throws {
    try await listening { () async throws in
      let client = AdminClient(path: path)
      #expect(try await client.reports(for: .tokenReports) == [Self.report])
      #expect(try await client.reports(for: .unpark(token: nil)).isEmpty)
      await #expect(throws: AdminClient.Failure.refused("there is no token x")) {
        try await client.reports(for: .unpark(token: "x"))
      }
    }
  }

  @Test("what is to be revoked and blocked arrives whole")
  func revocations() async throws {
    try await listening { () async throws in
      let client = AdminClient(path: path)
      for isRehearsal in [true, false] {
        let order = RevocationOrder(
          serial: "4a01", reason: "superseded", note: "ticket 7", isRehearsal: isRehearsal)
        #expect(
          try await client.answer(to: .revoke(order))
            == .revocation(
              RevocationReport(
                done: !isRehearsal, certificates: 1, reason: "superseded", serial: "4a01",
                key: "ticket 7")))
        for action in [KeyOrder.Action.list, .block, .unblock] {
          let order = KeyOrder(action, key: "ab", note: "n", isRehearsal: isRehearsal)
          #expect(
            try await client.answer(to: .keys(order))
              == .blockedKeys([
                BlockedKeyReport(key: "ab", cause: action.rawValue, note: "\(isRehearsal) n")
              ]))
        }
      }
      await #expect(throws: client.unfitting) {
        try await client.reports(for: .keys(KeyOrder(.list)))
      }
    }
  }

  @Test("only its user may open it, from its first moment on, and it goes with the service")
  func permissions() async throws {
    try await listening { () async throws in
      let attributes = try FileManager.default.attributesOfItem(atPath: path.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    #expect(access(path.path, F_OK) != 0)
    await #expect(throws: AdminClient.Failure.nobodyListens(path: path.path)) {
      try await AdminClient(path: path).reports(for: .tokenReports)
    }
  }

  @Test("a live one is left alone")
  func live() async throws {
    try await listening { () async throws in
      #expect(throws: AdminSocketError.inUse(path: path.path)) { try AdminSocketFile.bind(path) }
      #expect(try await AdminClient(path: path).reports(for: .unpark(token: nil)).isEmpty)
    }
  }

  @Test("what a dead process left is replaced")
  func stale() async throws {
    let dead = try AdminSocketFile.bind(path)
    close(dead.descriptor)
    #expect(access(path.path, F_OK) == 0)
    let next = try AdminSocketFile.bind(path)
    close(next.descriptor)
    next.remove()
    try FileManager.default.removeItem(at: folder)
  }

  @Test("a file that is no socket is not removed")
  func noSocket() throws {
    try Data("mine".utf8).write(to: URL(filePath: path.path))
    #expect(throws: AdminSocketError.notASocket(path: path.path)) {
      try AdminSocketFile.bind(path)
    }
    #expect(try String(contentsOfFile: path.path, encoding: .utf8) == "mine")
    try FileManager.default.removeItem(at: folder)
  }

  private static let malformedLines: [(String, String)] = [
    ("\n", "this is no admin request"), ("{}\n", "this is no admin request"),
    ("[1,2\n", "this is no admin request"), ("\u{1}\u{2}\n", "this is no admin request"),
    (#"{"version":2,"command":"hsm status"}"# + "\n", "speaks version 1"),
    (#"{"version":1,"command":"explode"}"# + "\n", #"no admin command \"explode\""#),
    (#"{"version":1,"command":"hsm unpark","token":7}"# + "\n", "this is no admin request"),
    (#"{"version":1,"command":"revoke"}"# + "\n", "this is no admin request"),
    (
      #"{"version":1,"command":"revoke","revocation":{"serial":"4a","reason":"superseded"}}"#
        + "\n",
      "this is no admin request"
    ),
    (
      #"{"version":1,"command":"keys","keys":{"action":"eat"}}"# + "\n",
      "this is no admin request"
    ),
    (String(repeating: "x", count: 100_000), "at most 65536 bytes"),
  ]

  @Test(
    "what is no request is refused, and the next one served",
    arguments: malformedLines)
  func malformed(line: String, mention: String) async throws {
    try await listening { () async throws in
      let answer = try await raw(line)
      #expect(answer.contains(mention), "\(answer)")
      #expect(answer.hasSuffix("\n"))
      #expect(try await AdminClient(path: path).reports(for: .tokenReports) == [Self.report])
    }
  }

  @Test("callers who say nothing hold up nobody")
  func silent() async throws {
    try await listening { () async throws in
      var sockets: [Int32] = []
      defer { for socket in sockets { close(socket) } }
      for _ in 0..<20 { sockets.append(try connected()) }
      #expect(try await AdminClient(path: path).reports(for: .tokenReports) == [Self.report])
    }
  }

  @Test("a path that Linux can't bind is refused with its length")
  func length() throws {
    let name = "/" + String(repeating: "d", count: 100)
    #expect(try AdminSocketPath(besideDatabase: name).path.utf8.count == 107)
    let error = #expect(throws: AdminSocketPath.TooLong.self) {
      try AdminSocketPath(besideDatabase: name + "d")
    }
    #expect(error?.description.contains("is 108 bytes long, and Linux allows 107") == true)
  }

  private func connected() throws -> Int32 {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let code = AdminSocketFile.withAddress(path.path) { connect(socket, $0, $1) }
    try #require(code == 0, "\(errno)")
    return socket
  }

  /// Sends bytes as they are, and reads until the other end closes.
  @concurrent private func raw(_ line: String) async throws -> String {
    let socket = try connected()
    defer { close(socket) }
    // Whoever says too much is answered before he has said it all.
    _ = send(socket, line, line.utf8.count, Int32(MSG_NOSIGNAL))
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
      answer += buffer.prefix(count)
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
