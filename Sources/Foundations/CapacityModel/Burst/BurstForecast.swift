/// What becomes of a burst, and what its clients see meanwhile.
///
/// Orders flow in and drain evenly. Who is predicted to wait no longer than `finalize_wait` gets the
/// certificate in the answer to finalize, who is predicted to wait longer is told `processing` and when to come back, and
/// beyond `longest_wait` finalize says 503 before it accepts anything (laws 5 and 6).
package struct BurstForecast: Sendable, Hashable {
  package struct Moment: Sendable, Hashable {
    package let seconds: Double
    package let queued: Double
  }

  package let burst: Burst
  /// Certificates a second while the queue isn't empty.
  package let drainPerSecond: Double
  /// Orders a second that the server takes in; fewer than arrive where its processor is too slow for them.
  package let acceptedPerSecond: Double
  package let answeredAtOnce: Int
  package let answeredProcessing: Int
  /// Those that hear 503 when they come first, and are served when they come back.
  package let refusedAtFirst: Int
  package let longestQueue: Int
  package let longestWaitSeconds: Double
  /// When all that were accepted at first have their certificates, from the burst's beginning.
  package let acceptedDoneSeconds: Double
  /// When everybody has, those included that were refused and came back as they were told.
  package let allDoneSeconds: Double
  /// The queue over time, as the corners of its curve.
  package let curve: [Moment]

  /// Whether the server's processor, and not the queue, keeps clients waiting at the door.
  package var waitsAtTheDoor: Bool { acceptedPerSecond < burst.arrivalsPerSecond * 0.999 }

  package init(_ burst: Burst, for plan: CapacityPlan) {
    self.burst = burst
    let whole = plan.capacity.certificatesPerSecond
    let line = plan.issuingLineCapacity.certificatesPerSecond
    let door = Self.door(plan, line: line)
    // Where taking orders in leaves the line too little of the processor, both go at the whole flow's rate.
    let accepted = door > line ? min(burst.arrivalsPerSecond, door) : whole
    let arrivals = min(burst.arrivalsPerSecond, max(accepted, whole))
    let drain = door > line ? line : whole
    (acceptedPerSecond, drainPerSecond) = (arrivals, drain)

    let orders = Double(burst.orders)
    let end = arrivals > 0 ? orders / arrivals : 0
    let growth = max(0, arrivals - drain)
    let reach = { (wait: Double) in growth > 0 ? min(end, wait * drain / growth) : end }
    let atOnceUntil = reach(plan.queue.finalizeWait)
    let acceptedUntil = reach(plan.queue.longestWait)
    let refused = growth * (end - acceptedUntil)
    let atOnce = Int((arrivals * atOnceUntil).rounded())
    answeredAtOnce = min(atOnce, burst.orders)
    refusedAtFirst = min(Int(refused.rounded()), burst.orders - answeredAtOnce)
    answeredProcessing = burst.orders - answeredAtOnce - refusedAtFirst
    let queue = growth * acceptedUntil
    longestQueue = Int(queue.rounded())
    longestWaitSeconds = drain > 0 ? queue / drain : .infinity
    acceptedDoneSeconds = drain > 0 ? end + queue / drain : .infinity
    allDoneSeconds = drain > 0 ? end + (queue + refused) / drain : .infinity
    curve = [
      Moment(seconds: 0, queued: 0), Moment(seconds: acceptedUntil, queued: queue),
      Moment(seconds: end, queued: queue), Moment(seconds: acceptedDoneSeconds, queued: 0),
    ]
  }

  /// Orders a second that the processor takes in beside a line that runs at its full rate.
  private static func door(_ plan: CapacityPlan, line: Double) -> Double {
    let front = plan.machine.flowMilliseconds - plan.machine.issuingMilliseconds
    guard front > 0 else { return .infinity }
    return max(0, plan.machine.cores * 1000 - line * plan.issuingMilliseconds) / front
  }
}
