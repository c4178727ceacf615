import AuthorityModel
import Synchronization

/// A time of day that goes on only when it is told to.
final class SettableTime: Sendable {
  private let time: Mutex<Timestamp>

  init(_ start: Timestamp) { time = Mutex(start) }

  var now: Timestamp { time.withLock(\.self) }

  var clock: WallClock { WallClock { self.now } }

  func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }
}
