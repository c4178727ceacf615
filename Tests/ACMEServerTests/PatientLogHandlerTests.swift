import Logging
import Synchronization
import Testing

@testable import ACMEServer

@Suite("The log of requests")
struct PatientLogHandlerTests {
  @Test func whatIsLoggedBearsAllMetadataAndWhatIsNotCostsNone() {
    let lines = Lines()
    var inner = Logger(label: "acme") { _ in RecordingLogHandler(lines: lines) }
    inner[metadataKey: "part"] = "acme"
    inner.logLevel = .warning
    lines.changes.withLock { $0 = 0 }

    var logger = inner.patient
    logger[metadataKey: "request"] = "1"
    logger[metadataKey: "request"] = "2"
    logger.info("Too quiet")
    #expect(lines.changes.withLock(\.self) == 0)
    #expect(logger[metadataKey: "request"] == "2")

    logger.error("Failed", metadata: ["path": "/x"])
    logger.error("Failed", metadata: ["request": "other"])
    #expect(
      lines.written.withLock(\.self) == [
        "error Failed part=acme path=/x request=2", "error Failed part=acme request=other",
      ])
  }
}

private final class Lines: Sendable {
  let written = Mutex<[String]>([])
  /// How often metadata was set.
  let changes = Mutex(0)
}

private struct RecordingLogHandler: LogHandler {
  let lines: Lines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set {
      lines.changes.withLock { $0 += 1 }
      metadata[key] = newValue
    }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.map { "\($0)=\($1)" }.sorted()
    let line = (["\(event.level) \(event.message)"] + all).joined(separator: " ")
    lines.written.withLock { $0.append(line) }
  }
}
