import Foundation
import Glibc
import Synchronization

/// The built `chancery` as a process: its exit code and what it wrote.
final class ChanceryRun: Sendable {
  let id: pid_t
  private let folder: ScratchFolder
  private let ended = Mutex<Int32?>(nil)

  struct NotFound: Error {}
  struct NotStarted: Error {
    let code: Int32
  }
  struct StillRunning: Error {
    let standardError: String
  }

  /// Starts the program with no signal blocked, which Foundation's `Process` can't promise, and in a
  /// session of its own, so that it finds no terminal but the one that it is given.
  ///
  /// - Parameters:
  ///   - program: Another program than `chancery`, by its path.
  ///   - environment: Variables beside those of this process.
  ///   - terminal: The terminal that it runs at; none, and an empty input, when nil.
  init(
    _ arguments: [String], program: String? = nil, environment variables: [String: String] = [:],
    terminal: String? = nil
  ) throws {
    let program = try program ?? Self.program()
    folder = try ScratchFolder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal ?? "/dev/null", O_RDWR, 0)
    for (descriptor, name) in [(Int32(1), "out"), (2, "err")] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, folder.path(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID, which Glibc's module map leaves out.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | 0x80)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var id: pid_t = 0
    let inherited = ProcessInfo.processInfo.environment
    var variables = inherited.merging(variables) { $1 }.map { strdup("\($0)=\($1)") } + [nil]
    defer { variables.forEach { free($0) } }
    let code = posix_spawn(&id, program, &actions, &attributes, &words, &variables)
    guard code == 0 else { throw NotStarted(code: code) }
    self.id = id
  }

  deinit {
    // A test that failed half-way leaves no process behind.
    if exitCode == nil {
      kill(id, SIGKILL)
      var status: Int32 = 0
      waitpid(id, &status, 0)
    }
  }

  var standardOutput: String { folder.text(of: "out") }
  var standardError: String { folder.text(of: "err") }

  /// The exit code, or the signal's number negated; nil while it runs.
  var exitCode: Int32? {
    ended.withLock { ended in
      if let ended { return ended }
      var status: Int32 = 0
      guard waitpid(id, &status, WNOHANG) == id else { return nil }
      ended = status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
      return ended
    }
  }

  /// Waits for the end.
  func exit(within limit: Duration = .seconds(60)) async throws -> Int32 {
    guard
      let code = try await eventually(within: limit, { exitCode })
    else { throw StillRunning(standardError: standardError) }
    return code
  }

  /// The program beside the test bundle, or above it.
  static func program() throws -> String { try builtFile("chancery") }

  /// Something that was built with the tests, beside the test bundle or above it.
  static func builtFile(_ name: String) throws -> String {
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    while folder.path() != "/" {
      folder.deleteLastPathComponent()
      let file = folder.appending(path: name).path(percentEncoded: false)
      var isDirectory = ObjCBool(false)
      if FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory),
        !isDirectory.boolValue, access(file, X_OK) == 0
      {
        return file
      }
    }
    throw NotFound()
  }
}

/// Looks until something is there, or the time is over.
func eventually<Value>(
  within limit: Duration, _ look: () async throws -> Value?
) async throws -> Value? {
  let clock = ContinuousClock()
  let deadline = clock.now + limit
  while true {
    if let value = try await look() { return value }
    guard clock.now < deadline else { return nil }
    try await clock.sleep(for: .milliseconds(20))
  }
}
