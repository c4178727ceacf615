import AuthorityModel
import Foundation
import NIOHTTP1
import Synchronization

/// Writes down each fact that a server told us, as JSON lines.
///
/// Each line is one `write` at the end of the file, so what was written outlives the death of this
/// process. A test that kills the server reads it to see that whatever was answered came to an end.
///
/// How an order fared can be read from it: it was accepted at the `ms` of its `finalize`, the answer
/// that the CA owes an end to; it is known to be valid from its first entry of status `valid` on.
final class Journal: Sendable {
  /// Kinds of facts.
  enum Event: String, Sendable, Encodable {
    case newOrder = "new-order"
    /// The answer to finalize.
    case finalize
    /// The answer to a look at the order.
    case order
    /// The chain was downloaded and checked.
    case certificate
    /// We gave up on this order.
    case failed
    /// An answer that is no success, whatever became of it then.
    case refusal
  }

  /// One line.
  struct Entry: Sendable, Encodable {
    var time = ""
    /// Milliseconds since the journal was opened, by a clock that nobody sets.
    var ms = 0.0
    let order: String?
    let event: Event
    /// The account that ordered.
    var account: String?
    var status: String?
    var certificate: String?
    /// Serial number in hexadecimal digits.
    var serial: String?
    var detail: String?
    /// What was asked for, of a refusal.
    var url: String?
    /// The header `Retry-After`, of a refusal or of an answer that says `processing`.
    var retryAfter: String?
    /// The identifier of the certificate that an order renews.
    var replaces: String?
  }

  private let file: Mutex<FileHandle>
  private let clock: WallClock
  private let monotonicClock = ContinuousClock()
  private let opening: ContinuousClock.Instant

  /// Opens the file, and makes it when it does not exist; lines are appended.
  init(path: String, clock: WallClock) throws(LoadFileError) {
    file = Mutex(try FileHandle.appending(to: path))
    self.clock = clock
    opening = monotonicClock.now
  }

  /// Appends the entry, with the time of now; when this returns, the kernel has it.
  func record(_ entry: Entry) {
    let elapsed = monotonicClock.now - opening
    guard let line = try? Self.line(for: entry, at: clock.now, elapsed: elapsed) else { return }
    file.withLock { try? $0.write(contentsOf: line) }
  }

  static func line(for entry: Entry, at time: Timestamp, elapsed: Duration) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var entry = entry
    entry.time = Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(time.date)
    entry.ms = elapsed.milliseconds
    return try encoder.encode(entry) + Data("\n".utf8)
  }
}

extension Journal.Entry {
  /// A refusal, with what tells whether it was an honest one.
  init(refusal answer: ACMEAnswer) {
    self.init(
      order: nil, event: .refusal, status: String(answer.status), url: answer.url,
      retryAfter: answer.headers.first(name: "Retry-After"))
  }
}
