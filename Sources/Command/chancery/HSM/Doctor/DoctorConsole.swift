import Foundation
import Glibc
import HSMDiagnostics
import Synchronization

/// Prints the doctor's steps as they end; on a terminal also what is under way, and for how long.
final class DoctorConsole: DiagnosisProgress {
  private let format: OutputFormat
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  private let transcript: Transcript
  private let lines: Mutex<StepLines>

  init(format: OutputFormat) {
    self.format = format
    // https://no-color.org: any value but the empty one.
    let noColour = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
    transcript = Transcript(isColoured: isTerminal && noColour.isEmpty)
    lines = Mutex(StepLines(transcript))
  }

  /// Says which token comes.
  func begin(_ subject: DiagnosisSubject, isFirst: Bool) {
    guard format == .text else { return }
    write((isFirst ? "" : "\n") + transcript.heading(of: subject) + "\n")
  }

  func began(_ id: StepID) {
    // A prompt for the PIN has the line for itself.
    guard format == .text, isTerminal, id != .pin else { return }
    write("\r\u{1B}[K…     \(id.title): \(id.attempt)")
  }

  func ended(_ step: DiagnosisStep) {
    guard format == .text else { return }
    write((isTerminal ? "\r\u{1B}[K" : "") + lines.withLock { $0.add(step) })
  }

  /// Ends what is said of a token.
  func endToken() {
    guard format == .text else { return }
    write(lines.withLock { $0.rest() })
  }

  /// Says what it all comes to.
  func end(_ report: DoctorReport) throws {
    switch format {
    case .text: write(transcript.summary(of: report))
    case .json: try OutputFormat.printJSON(report)
    }
  }

  /// Whoever reads it may have gone away, as `head` does; the verdict stays the same.
  private func write(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }
}
