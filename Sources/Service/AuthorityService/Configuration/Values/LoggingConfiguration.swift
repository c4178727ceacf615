/// What is written down beside the log of events.
package struct LoggingConfiguration: Sendable, Equatable {
  /// Which requests get a line in the access log.
  package enum Access: String, Sendable, Equatable, CaseIterable {
    case off
    /// One in a hundred, and each that the server failed.
    case sampled
    case all
  }

  package let access: Access
}
