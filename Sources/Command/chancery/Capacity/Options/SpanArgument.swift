import ArgumentParser
import AuthorityService

/// A span of time on the command line, written as in the configuration: `500ms`, `30s`, `1h`, `7d`.
struct SpanArgument: Sendable, Equatable, ExpressibleByArgument {
  let duration: Duration

  init(_ duration: Duration) {
    self.duration = duration
  }

  init?(argument: String) {
    guard let duration = DurationText.duration(argument), duration > .zero else { return nil }
    self.duration = duration
  }

  var seconds: Double { duration / .seconds(1) }

  var defaultValueDescription: String { DurationText.text(of: duration) }
}
