import Dispatch
import Synchronization

/// Where the lanes of a step say what they have done, and wait for each other.
final class LaneBoard: Sendable {
  enum Event: Sendable {
    case opened
    case warm
    case finished(LaneTally)
    case failed(BenchmarkError)
  }

  private let events = Mutex<[Event]>([])
  private let reports = DispatchSemaphore(value: 0)
  private let warmUp = DispatchSemaphore(value: 0)
  private let start = DispatchSemaphore(value: 0)

  // MARK: The lanes' side

  func report(_ event: Event) {
    events.withLock { $0.append(event) }
    reports.signal()
  }

  func awaitWarmUp() { warmUp.wait() }
  func awaitStart() { start.wait() }

  // MARK: The coordinator's side

  func releaseWarmUp(lanes: Int) { for _ in 0..<lanes { warmUp.signal() } }
  func releaseStart(lanes: Int) { for _ in 0..<lanes { start.signal() } }

  /// The next report; nil when none came in time.
  func nextReport(within timeout: Duration) -> Event? {
    let milliseconds = Int(timeout / .milliseconds(1))
    guard reports.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else {
      return nil
    }
    return events.withLock { $0.removeFirst() }
  }
}
