import AuthorityService
import ReportPages

/// A pause that was not made, since more patience than there was would have gone.
struct OutlastedPatience: Sendable, Equatable, CustomStringConvertible {
  let pause: Duration
  /// Whether the server asked for the pause by `Retry-After`.
  let isTold: Bool
  let left: Duration
  let limit: Duration

  var description: String {
    let patience = "a patience of \(DurationText.text(of: limit))"
    let what =
      isTold
      ? "the server says by Retry-After to come back in \(Self.seconds(pause)), and of \(patience) "
        + "\(Self.seconds(left)) were left"
      : "\(patience) is over"
    return "\(what); raise --patience, or look at what holds the server up"
  }

  private static func seconds(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    return "\(Wording.decimal(seconds, seconds == seconds.rounded() ? 0 : 1)) s"
  }
}
