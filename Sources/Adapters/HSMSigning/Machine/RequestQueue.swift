import DequeModule

/// Who waits for a lane, first come first served (law 4).
struct RequestQueue {
  typealias Instant = ContinuousClock.Instant

  /// Somebody's request.
  struct Entry: Equatable {
    let id: UInt64
    /// Its place: its number, or zero for one that was ahead of all and comes again.
    let rank: UInt64
    let deadline: Instant
    /// Whether it would rather be refused than wait for a token that is away.
    let failsFast: Bool
    /// How often a lane tried it in vain.
    var attempts = 0
  }

  let capacity: Int
  private var waiting: Deque<Entry> = []
  private var lastID: UInt64 = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { waiting.count }
  var isFull: Bool { waiting.count >= capacity }
  var isEmpty: Bool { waiting.isEmpty }
  var nextDeadline: Instant? { waiting.lazy.map(\.deadline).min() }

  /// Takes a request at its place.
  mutating func add(deadline: Instant, isUrgent: Bool, failsFast: Bool) -> Entry {
    lastID += 1
    let entry = Entry(
      id: lastID, rank: isUrgent ? 0 : lastID, deadline: deadline, failsFast: failsFast)
    if isUrgent { putBack(entry) } else { waiting.append(entry) }
    return entry
  }

  /// Takes a request again that a lane could not serve: nobody who came later overtakes it.
  mutating func putBack(_ entry: Entry) {
    let index = waiting.firstIndex { $0.rank > entry.rank } ?? waiting.endIndex
    waiting.insert(entry, at: index)
  }

  mutating func popFirst() -> Entry? { waiting.popFirst() }

  /// Gives up all that are so.
  mutating func remove(where isSo: (Entry) -> Bool) -> [Entry] {
    let removed = Array(waiting.filter(isSo))
    if !removed.isEmpty { waiting.removeAll(where: isSo) }
    return removed
  }
}
