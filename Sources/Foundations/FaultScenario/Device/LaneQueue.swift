/// The lanes of a device, and those who wait for one, first come, first served.
///
/// A lane is handed over at the time at which the operation before it was due to end, not at the time
/// at which its thread woke. So a device with one lane and 3 ms an operation makes 333 of them a
/// second, however late the machine wakes its threads.
struct LaneQueue: Sendable {
  /// A lane, and when its operation began by the device's own clock.
  struct Grant: Sendable, Hashable {
    let lane: Int
    let start: Duration
  }

  private var free: [Int]
  private var waiting: [(ticket: UInt64, arrival: Duration)] = []
  private var head = 0
  private var granted: [UInt64: Grant] = [:]

  init(count: Int) {
    free = Array((0..<count).reversed())
  }

  /// How many wait.
  var waitingCount: Int { waiting.count - head }

  /// Takes a free lane, or joins the queue.
  mutating func enter(_ ticket: UInt64, at now: Duration) -> Grant? {
    if let lane = free.popLast() { return Grant(lane: lane, start: now) }
    waiting.append((ticket, now))
    return nil
  }

  /// Collects the lane that was granted while a ticket waited.
  mutating func collect(_ ticket: UInt64) -> Grant? {
    granted.removeValue(forKey: ticket)
  }

  /// Gives a lane back.
  ///
  /// - Parameter end: When the operation was over for the device.
  /// - Returns: Who has the lane now, and must be woken.
  mutating func leave(_ lane: Int, at end: Duration) -> UInt64? {
    guard head < waiting.count else {
      free.append(lane)
      free.sort(by: >)
      return nil
    }
    let next = waiting[head]
    head += 1
    if head > 64, head * 2 > waiting.count {
      waiting.removeFirst(head)
      head = 0
    }
    granted[next.ticket] = Grant(lane: lane, start: max(end, next.arrival))
    return next.ticket
  }
}
