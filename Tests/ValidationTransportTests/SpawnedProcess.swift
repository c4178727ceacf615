import Glibc

/// A program that a test runs, in a process group of its own, with no signal blocked.
///
/// Foundation's `Process` hands on the blocked signals of whatever thread starts it, so that its
/// children may never see a SIGTERM, and waiting for it blocks a thread that other tests need.
struct SpawnedProcess: Sendable {
  let id: pid_t

  struct NotStarted: Error {
    let program: String
    let code: Int32
  }

  init(_ program: String, _ arguments: [String]) throws {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, program, nil, &attributes, &words, environ)
    guard code == 0 else { throw NotStarted(program: program, code: code) }
    self.id = id
  }

  /// Waits until the process has ended by itself.
  ///
  /// - Returns: Its exit status; nil where a signal has ended it.
  func waitForEnd() -> Int32? {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 {
      if errno != EINTR { return nil }
    }
    return status & 0x7f == 0 ? status >> 8 & 0xff : nil
  }

  /// Whether the process still runs; reaps it when not.
  func isRunning() -> Bool {
    var status: Int32 = 0
    return waitpid(id, &status, WNOHANG) == 0
  }

  /// Ends the process and its children, kindly first, and waits until it is gone.
  func end() {
    kill(-id, SIGTERM)
    let clock = ContinuousClock()
    let patience = clock.now + .seconds(2)
    while isRunning() {
      if clock.now > patience { kill(-id, SIGKILL) }
      usleep(5000)
    }
  }
}
