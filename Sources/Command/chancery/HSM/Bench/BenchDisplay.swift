import Foundation
import Glibc
import HSMDiagnostics

/// Says on standard error how far a benchmark is: a line that lives on a terminal, a plain line for
/// each step elsewhere.
struct BenchDisplay: Sendable {
  let progress: BenchmarkProgress
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(progress: BenchmarkProgress) {
    self.progress = progress
  }

  /// Keeps the line alive until cancelled.
  func run() async {
    guard isTerminal else { return }
    var previous = (snapshot: progress.snapshot, time: MonotonicTime.now, rate: 0.0)
    while (try? await Task.sleep(for: .milliseconds(250))) != nil {
      let (now, time) = (progress.snapshot, MonotonicTime.now)
      let isSamePhase =
        now.phase == previous.snapshot.phase && now.sessions == previous.snapshot.sessions
      let rate =
        isSamePhase
        ? Double(now.signatures - previous.snapshot.signatures) / time.seconds(since: previous.time)
        : previous.rate
      previous = (now, time, rate)
      write("\r\u{1B}[K" + Self.line(now, rate: rate))
    }
    write("\r\u{1B}[K")
  }

  /// Says what a step came to, where no line lives.
  func show(_ step: StepFigures) {
    if !isTerminal { write("bench: \(step.summary)\n") }
  }

  /// The living line.
  static func line(_ snapshot: BenchmarkProgress.Snapshot, rate: Double) -> String {
    let sessions = "\(snapshot.sessions) \(snapshot.sessions == 1 ? "session" : "sessions")"
    return switch snapshot.phase {
    case .opening: "\(sessions): opening"
    case .warmingUp: "\(sessions): warming up, \(Int(rate.rounded())) signatures/s"
    case .measuring:
      "\(sessions): \(snapshot.signatures) signatures, \(Int(rate.rounded())) signatures/s"
    case .verifying: "\(sessions): verifying"
    }
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
