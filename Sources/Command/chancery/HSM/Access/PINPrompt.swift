import Cryptoki
import Glibc
import Synchronization

/// Asks for a PIN at the terminal, without showing what is typed.
struct PINPrompt {
  let text: String

  /// Asks, and waits for the answer.
  ///
  /// The terminal's echo is restored whatever happens: a signal that would end or stop the command
  /// is caught, the echo restored, and the signal raised again.
  func pin() throws(PINFault) -> PIN {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { throw .noTerminal }
    defer { close(terminal) }
    while true {
      switch try answer(at: terminal) {
      case .pin(let pin): return pin
      // Only a stopped command comes back from this, when it is continued; then it asks again.
      case .signal(let signal): Self.suffer(signal)
      }
    }
  }

  /// Raises a signal in this thread, which may be one of Dispatch's, and those block all signals.
  private static func suffer(_ signal: Int32) {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    var former = sigset_t()
    pthread_sigmask(SIG_UNBLOCK, &set, &former)
    raise(signal)
    pthread_sigmask(SIG_SETMASK, &former, nil)
  }

  private enum Answer {
    case pin(PIN)
    case signal(Int32)
  }

  private func answer(at terminal: Int32) throws(PINFault) -> Answer {
    var settings = termios()
    guard tcgetattr(terminal, &settings) == 0 else { throw .noTerminal }
    let signals = CaughtSignals()
    defer { signals.restore() }
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ECHONL)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer { tcsetattr(terminal, TCSAFLUSH, &settings) }
    _ = text.withCString { write(terminal, $0, strlen($0)) }
    return try line(from: terminal, until: signals)
  }

  private func line(
    from terminal: Int32, until signals: borrowing CaughtSignals
  ) throws(PINFault) -> Answer {
    var bytes = [UInt8](repeating: 0, count: 1024)
    defer { erase(&bytes) }
    while true {
      if let signal = signals.first { return .signal(signal) }
      // The signal may have met another thread, which doesn't interrupt this one.
      var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&state, 1, 200) > 0 else { continue }
      // A line at once, since the terminal is in its canonical mode.
      let count = bytes.withUnsafeMutableBytes { read(terminal, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .notEntered }
      let pin = PIN(fileContents: bytes[..<count])
      guard pin.count > 0 else { throw .notEntered }
      return .pin(pin)
    }
  }
}

/// Signals that are noted down instead of ending the command, for a while.
private struct CaughtSignals: ~Copyable {
  /// Global because a handler is a C function without context; a lock-free atomic is all that it may
  /// touch (signal-safety(7)).
  private static let caught = Atomic<Int32>(0)
  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

  private let former: [sigaction]

  init() {
    Self.caught.store(0, ordering: .relaxed)
    former = Self.numbers.map { number in
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Self.caught.store($0, ordering: .relaxed) }
      var former = sigaction()
      sigaction(number, &action, &former)
      return former
    }
  }

  /// The signal that came; nil when none did.
  var first: Int32? {
    let number = Self.caught.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  func restore() {
    for (number, action) in zip(Self.numbers, former) {
      var action = action
      sigaction(number, &action, nil)
    }
  }
}
