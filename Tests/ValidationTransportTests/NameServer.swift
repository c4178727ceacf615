import Foundation
import Glibc

/// An `nsd` on a free port of 127.0.0.1 that serves zones, for as long as a closure runs.
struct NameServer: Sendable {
  let port: Int
  let directory: URL

  /// Starts nsd, waits until it answers, and ends it when the body has returned.
  static func serving<Success>(
    zone: String, records: String, _ body: (NameServer) async throws -> Success
  ) async throws -> Success {
    try await serving([ServedZone(name: zone, records: records)]) { server, _ in
      try await body(server)
    }
  }

  static func serving<Success>(
    _ zones: [ServedZone], _ body: (NameServer, SpawnedProcess) async throws -> Success
  ) async throws -> Success {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "chancery-nsd-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let server = NameServer(port: try LoopbackPort.free(), directory: directory)
    for zone in zones { try zone.write(in: directory) }
    let process = try server.start(zones)
    do {
      for zone in zones { try await server.waitUntilReady(process, zone: zone.name) }
      let result = try await body(server, process)
      process.end()
      return result
    } catch {
      process.end()
      throw error
    }
  }

  /// The file with a zone's public key.
  func anchorFile(of zone: ServedZone) -> String {
    directory.appending(path: zone.anchorFile).path
  }

  private func start(_ zones: [ServedZone]) throws -> SpawnedProcess {
    let path = directory.path
    let served = zones.map { zone in
      """
      zone:
        name: "\(zone.name)"
        zonefile: "\(zone.file)"

      """
    }
    try """
    server:
      server-count: 1
      rrl-ratelimit: 0
      ip-address: 127.0.0.1
      port: \(port)
      username: ""
      chroot: ""
      zonesdir: "\(path)"
      database: ""
      pidfile: "\(path)/nsd.pid"
      xfrdfile: "\(path)/xfrd.state"
      xfrdir: "\(path)"
      zonelistfile: "\(path)/zone.list"
      logfile: "\(path)/log"
    remote-control:
      control-enable: no
    \(served.joined())
    """.write(to: directory.appending(path: "nsd.conf"), atomically: true, encoding: .utf8)
    return try SpawnedProcess("/usr/sbin/nsd", ["-d", "-c", "\(path)/nsd.conf"])
  }

  private func waitUntilReady(_ process: SpawnedProcess, zone: String) async throws {
    let log = directory.appending(path: "log")
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(30)
    while clock.now < deadline, process.isRunning() {
      if isAnswering(zone) { return }
      try await clock.sleep(for: .milliseconds(20))
    }
    throw NotReady(log: (try? String(contentsOf: log, encoding: .utf8)) ?? "no log")
  }

  struct NotReady: Error {
    let log: String
  }

  /// Asks for the zone's SOA, and waits a little for any answer.
  private func isAnswering(_ zone: String) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    var patience = timeval(tv_sec: 0, tv_usec: 200_000)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard LoopbackPort.withAddress(port, { connect(socket, $0, $1) }) == 0 else { return false }
    let name = zone.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    let query: [UInt8] = [0x12, 0x34, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name + [0, 0, 6, 0, 1]
    guard send(socket, query, query.count, 0) == query.count else { return false }
    var answer = [UInt8](repeating: 0, count: 512)
    let length = recv(socket, &answer, answer.count, 0)
    return length > 12 && answer[3] & 0x0f == 0
  }
}
