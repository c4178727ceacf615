import Foundation
import Glibc

/// Shows on standard error how far the load is: some lines that live on a terminal, a plain line every
/// five seconds elsewhere.
struct TerminalDisplay: LoadDisplay {
  let wanted: Int?
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(wanted: Int?) {
    self.wanted = wanted
  }

  func show(_ measurements: LoadMeasurements) async {
    let clock = ContinuousClock()
    var drawn = 0
    while (try? await clock.sleep(for: isTerminal ? .milliseconds(250) : .seconds(5))) != nil {
      let view = LoadView(measurements, wanted: wanted)
      if isTerminal {
        let lines = view.lines(columns: columns)
        write(Self.erasing(drawn) + lines.map { $0 + "\n" }.joined())
        drawn = lines.count
      } else {
        write(view.line + "\n")
      }
    }
    write(Self.erasing(drawn))
  }

  /// What moves the cursor up so many lines and erases all from there on (ECMA-48 §8.3.22 and §8.3.39).
  private static func erasing(_ lines: Int) -> String {
    lines > 0 ? "\u{1B}[\(lines)A\u{1B}[J" : ""
  }

  /// How wide the terminal is now: a line that wraps would not be erased as a whole.
  private var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
