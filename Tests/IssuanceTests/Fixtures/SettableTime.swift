import AuthorityModel
import Synchronization

/// A time of day that stands still until a test moves it.
final class SettableTime: Sendable {
  private let current = Mutex(Timestamp(millisecondsSinceEpoch: 1_795_392_000_000))

  var now: Timestamp { current.withLock(\.self) }

  var clock: WallClock { WallClock { self.now } }

  func advance(by duration: Duration) {
    current.withLock { $0 = $0 + duration }
  }
}
