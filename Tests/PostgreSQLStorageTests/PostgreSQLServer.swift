import Foundation
import Glibc

/// A PostgreSQL of the tests' own, in a temporary directory and on a Unix socket.
///
/// It goes away with the process, however that ends: a shell holds the other end of a pipe, and stops the
/// server and removes its files when the pipe is closed.
final class PostgreSQLServer: Sendable {
  struct NoServer: Error, CustomStringConvertible {
    let description: String
  }

  private static let programs = "/usr/lib/postgresql/15/bin"

  let directory: String
  /// On 127.0.0.1, where the settings say so; it is a part of the socket's name as well.
  let port: Int
  private let shell: Process
  /// Held open as long as the server is wanted.
  private let leash: Pipe

  /// - Parameters:
  ///   - settings: Lines of `postgresql.conf`, after those of all servers.
  ///   - prepare: Shell commands that run in the directory of its data before it starts.
  init(
    settings: [String] = ["fsync = off", "full_page_writes = off"], port: Int = 5432,
    preparing prepare: String = ":"
  ) throws {
    self.port = port
    directory = try Self.makeDirectory()
    try Self.run(
      "\(Self.programs)/initdb -D \(directory)/data -U postgres -A trust --no-sync -E UTF8 "
        + "--locale=C")
    let configuration =
      [
        "unix_socket_directories = '\(directory)'", "listen_addresses = ''",
        "max_connections = 300",
        "port = \(port)",
      ] + settings
    for line in configuration {
      try Self.run("echo \"\(line)\" >> \(directory)/data/postgresql.conf")
    }
    try Self.run("cd \(directory)/data && \(prepare)")
    (shell, leash) = try Self.start(in: directory, port: port)
  }

  /// A replica of another one, which streams from it.
  init(replicaOf primary: PostgreSQLServer) throws {
    port = primary.port
    directory = try Self.makeDirectory()
    try Self.run(
      "\(Self.programs)/pg_basebackup -D \(directory)/data -h \(primary.directory) -p \(primary.port) -R -X stream "
        + "-c fast --no-sync && echo \"unix_socket_directories = '\(directory)'\" "
        + ">> \(directory)/data/postgresql.conf")
    (shell, leash) = try Self.start(in: directory, port: port)
  }

  /// As short as the path of a Unix socket must be.
  private static func makeDirectory() throws -> String {
    let directory = "/tmp/chancery-pg-\(UUID().uuidString.prefix(8))"
    try run("mkdir -m 0700 \(directory)")
    return directory
  }

  private static func start(in directory: String, port: Int) throws -> (Process, Pipe) {
    let (shell, leash) = (Process(), Pipe())
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c",
      """
      \(asServerUser("\(programs)/postgres -D \(directory)/data")) \
        > \(directory)/log 2>&1 < /dev/null &
      read _
      \(asServerUser("\(programs)/pg_ctl -D \(directory)/data -m immediate stop")) \
        > /dev/null 2>&1
      rm -rf \(directory)
      """,
    ]
    shell.standardInput = leash
    try shell.run()
    for _ in 0..<400 {
      if FileManager.default.fileExists(atPath: "\(directory)/.s.PGSQL.\(port)"),
        (try? run("\(programs)/pg_isready -q -h \(directory) -p \(port)")) != nil
      {
        return (shell, leash)
      }
      usleep(25_000)
    }
    let log = (try? String(contentsOfFile: "\(directory)/log", encoding: .utf8)) ?? ""
    throw NoServer(description: "PostgreSQL hasn't started: \(log)")
  }

  /// Makes a replica the primary.
  func promote() throws {
    try Self.run("\(Self.programs)/pg_ctl -D \(directory)/data -w promote")
  }

  /// Stops it the hard way.
  func kill() throws {
    try Self.run("\(Self.programs)/pg_ctl -D \(directory)/data -m immediate -w stop")
  }

  func url(of database: String) -> String {
    "postgresql://postgres@/\(database)?host=\(directory)&port=\(port)"
  }

  var socketPath: String { "\(directory)/.s.PGSQL.\(port)" }

  /// Runs SQL by psql, outside of all that is tested.
  @discardableResult
  func psql(_ sql: String, in database: String = "postgres") throws -> String {
    try Self.run(
      "psql -X -q -A -t -v ON_ERROR_STOP=1 -h \(directory) -p \(port) -d \(database) -c \"\(sql)\"")
  }

  /// What all of its processes have taken of the CPU, those that have ended included.
  var cpuTime: Duration {
    let pid = (try? Self.run("head -1 \(directory)/data/postmaster.pid")) ?? ""
    let children = (try? Self.run("cat /proc/\(pid)/task/\(pid)/children")) ?? ""
    let own = Self.ticks(of: pid, fields: [13, 14, 15, 16])
    let others = children.split(separator: " ")
      .map { Self.ticks(of: String($0), fields: [13, 14]) }
    return .milliseconds((own + others.reduce(0, +)) * 1000 / sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func ticks(of pid: String, fields: [Int]) -> Int {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
      return 0
    }
    // The name of the program, in parentheses, may hold spaces.
    let values = stat.drop { $0 != ")" }.split(separator: " ").dropFirst()
    return fields.reduce(0) { sum, field in
      sum + (values.dropFirst(field - 2).first.flatMap { Int($0) } ?? 0)
    }
  }

  /// Stops it the hard way, as a crash does, and starts it again.
  func restart(_ mode: String = "immediate") throws {
    try Self.run("\(Self.programs)/pg_ctl -D \(directory)/data -m \(mode) -w stop")
    // A server that held this process's descriptors would keep `Process` waiting for its end.
    try Self.run(
      """
      exec /bin/bash -c 'for file in /proc/$$/fd/*; do number=${file##*/}
        [ $number -le 2 ] || eval "exec $number>&-"; done
        \(Self.programs)/pg_ctl -D \(directory)/data -w -l \(directory)/data/restarted.log start \
          > /dev/null'
      """)
  }

  /// PostgreSQL refuses to run as root.
  private static func asServerUser(_ command: String) -> String {
    guard getuid() == 0 else { return command }
    return "setpriv --reuid=postgres --regid=postgres --clear-groups -- \(command)"
  }

  @discardableResult
  private static func run(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", asServerUser("/bin/sh -c '\(command.replacing("'", with: "'\\''"))'"),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.currentDirectoryURL = URL(filePath: "/tmp")
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw NoServer(description: "\(command): \(text)")
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
