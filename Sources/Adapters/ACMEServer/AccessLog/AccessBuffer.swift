/// The records that wait to be written: a few thousand at most; what comes beyond is counted and dropped.
struct AccessBuffer: Sendable {
  private let limit: Int
  private let sampling: AccessSampling
  private var seenCount = 0
  private var records: [AccessRecord] = []
  private var droppedCount = 0

  init(limit: Int, sampling: AccessSampling) {
    self.limit = limit
    self.sampling = sampling
  }

  /// What became of a record.
  enum Reception: Sendable, Equatable {
    /// It waits, and is the first to.
    case first
    case queued
    case dropped
    /// It is none of those that are to be written.
    case passedOver
  }

  mutating func add(status: Int, _ record: () -> AccessRecord) -> Reception {
    defer { seenCount &+= 1 }
    guard sampling.picks(request: seenCount, status: status) else { return .passedOver }
    guard records.count < limit else {
      droppedCount += 1
      return .dropped
    }
    records.append(record())
    return records.count == 1 ? .first : .queued
  }

  /// Hands out all that wait, and how many were dropped since.
  mutating func take() -> (records: [AccessRecord], droppedCount: Int) {
    defer {
      // The room stays, as it will be needed again.
      records.removeAll(keepingCapacity: true)
      droppedCount = 0
    }
    return (records, droppedCount)
  }
}
