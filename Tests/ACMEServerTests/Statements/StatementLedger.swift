import Synchronization

/// The statements that SQLite has run, in their order, without their line breaks.
final class StatementLedger: Sendable {
  private let texts = Mutex<[String]>([])

  func note(_ text: String) {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    texts.withLock { $0.append(line) }
  }

  /// Those since this was asked last.
  func taken() -> [String] {
    texts.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}
