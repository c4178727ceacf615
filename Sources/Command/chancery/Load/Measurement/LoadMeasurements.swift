import NIOHTTP1
import Synchronization

/// All that is measured of one server.
final class LoadMeasurements: Sendable {
  let latencies = StepLatencies()
  let tally = LoadTally()
  private let clock = ContinuousClock()
  private let timeline = Mutex((timeline: Timeline(), start: ContinuousClock().now))
  private let waits = Mutex<[ToldWait]>([])

  /// The timeline counts from here on.
  func begin(at start: ContinuousClock.Instant) {
    timeline.withLock { $0 = (Timeline(), start) }
  }

  func arrived(isHeldBack: Bool = false) {
    tally.arrived(isHeldBack: isHeldBack)
    record(.arrived)
  }

  /// - Returns: The moment.
  func began(_ arrival: Arrival) -> ContinuousClock.Instant {
    let now = clock.now
    tally.began(after: now - arrival.due)
    record(.began, at: now)
    return now
  }

  func succeeded(_ arrival: Arrival, begun: ContinuousClock.Instant) {
    let now = clock.now
    latencies.record(now - begun, for: .whole)
    latencies.record(now - arrival.due, for: .fromDue)
    tally.succeeded()
    record(.done(now - arrival.due), at: now)
  }

  func failed(type: String, detail: String) {
    tally.failed(type: type, detail: detail)
    record(.failed)
  }

  /// An answer that is no success.
  func refused(_ answer: ACMEAnswer) {
    tally.refused(status: answer.status, saysWhen: answer.headers.contains(name: "Retry-After"))
    if answer.asksForRetry { record(.refused) }
  }

  func waited(_ wait: ToldWait) {
    waits.withLock { $0.append(wait) }
  }

  var toldWaits: [ToldWait] { waits.withLock { $0 } }

  var seconds: [Timeline.Second] { timeline.withLock { $0.timeline.seconds } }

  /// What the last few seconds came to.
  var recent: (certificatesPerSecond: Double, p50: Double?, p99: Double?) {
    let now = clock.now
    return timeline.withLock {
      $0.timeline.advance(to: now - $0.start)
      return $0.timeline.recent
    }
  }

  private func record(_ event: Timeline.Event, at moment: ContinuousClock.Instant? = nil) {
    let now = moment ?? clock.now
    timeline.withLock { $0.timeline.record(event, at: now - $0.start) }
  }
}
