internal import Logging

/// Keeps metadata as it is until something is logged.
///
/// Hummingbird gives each request a number in its logger's metadata, and `StreamLogHandler` composes its text anew each
/// time that metadata changes: more work than the request's JSON, and for nothing where all goes well.
struct PatientLogHandler: LogHandler {
  private let logger: Logger
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  /// - Parameter logger: Gets what is logged.
  init(_ logger: Logger) {
    self.logger = logger
    logLevel = logger.logLevel
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    logger.log(
      level: event.level, event.message, error: event.error,
      metadata: metadata.merging(event.metadata ?? [:]) { $1 }, source: event.source,
      file: event.file, function: event.function, line: event.line)
  }
}

extension Logger {
  /// The same one, for which setting metadata costs next to nothing.
  var patient: Logger {
    Logger(label: label) { _ in PatientLogHandler(self) }
  }
}
