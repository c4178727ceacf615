import DequeModule

/// Lets arrivals begin while no more than so many are under way, and keeps the others in order.
///
/// Those that are kept are not lost and not excused: their time runs since they were due.
struct ArrivalGate: Sendable {
  let limit: Int
  private(set) var inFlight = 0
  private(set) var waiting: Deque<Arrival> = []
  /// How many had to wait for others to end.
  private(set) var heldBack = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// An arrival has come.
  ///
  /// - Returns: Whether it may begin now; else it waits for ``ended()``.
  mutating func arrived(_ arrival: Arrival) -> Bool {
    guard inFlight < limit else {
      waiting.append(arrival)
      heldBack += 1
      return false
    }
    inFlight += 1
    return true
  }

  /// One that was under way has ended.
  ///
  /// - Returns: The one that begins in its place.
  mutating func ended() -> Arrival? {
    guard let next = waiting.popFirst() else {
      inFlight -= 1
      return nil
    }
    return next
  }
}
