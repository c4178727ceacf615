import DequeModule

/// The rules of a token's lanes: who waits, who works, and when a request has waited too long.
///
/// A pure value: it takes an event and says what to do, needs no clock and no lock. ``SigningLanes`` does
/// what it says. Requests are served in the order in which they came (law 4). All have the same time
/// limit, hence their deadlines are in that order too.
struct SigningQueue {
  typealias RequestID = UInt64
  typealias LaneID = Int
  typealias Instant = ContinuousClock.Instant

  enum Lane: Equatable {
    /// The thread is opening its session.
    case opening(deadline: Instant)
    case idle
    case busy(RequestID, deadline: Instant)
    /// The call did not return in time; the thread is of no use until it does.
    case stuck
  }

  /// The answer to a request.
  enum Submission: Equatable {
    case accept(RequestID)
    case refuseBusy(queued: Int)
    case refuseShutDown
    /// No lane is left that could serve it.
    case refuseUnavailable(stuck: Int)
  }

  /// What a lane's thread does next.
  enum Assignment: Equatable {
    case serve(RequestID)
    case wait
    case leave
  }

  /// What becomes of the result that a lane brings.
  enum Outcome: Equatable {
    case deliver(RequestID)
    /// Nobody waits for it any more.
    case discard
  }

  /// A request, or a lane that was opening, whose deadline has passed.
  enum Expiry: Equatable {
    case queued(RequestID)
    case serving(RequestID)
    case opening(LaneID)
  }

  let capacity: Int
  private(set) var lanes: [LaneID: Lane] = [:]
  private(set) var isShutDown = false
  private var waiting: Deque<(id: RequestID, deadline: Instant)> = []
  private var lastRequest: RequestID = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// How many requests wait for a lane.
  var queuedCount: Int { waiting.count }

  /// When the next request or opening runs out of time; nil when nothing is under way.
  var nextDeadline: Instant? {
    var next = waiting.first?.deadline
    for lane in lanes.values {
      switch lane {
      case .opening(let deadline), .busy(_, let deadline):
        next = next.map { min($0, deadline) } ?? deadline
      case .idle, .stuck: continue
      }
    }
    return next
  }

  /// Whether no lane does anything that could still end by itself in time.
  var isQuiet: Bool {
    waiting.isEmpty && lanes.values.allSatisfy { $0 == .stuck }
  }
}

// MARK: Requests

extension SigningQueue {
  /// Somebody wants something signed.
  mutating func submit(deadline: Instant) -> Submission {
    guard !isShutDown else { return .refuseShutDown }
    guard lanes.values.contains(where: \.isUsable) else {
      return .refuseUnavailable(stuck: lanes.values.count { $0 == .stuck })
    }
    guard waiting.count < capacity else { return .refuseBusy(queued: waiting.count) }
    lastRequest += 1
    waiting.append((lastRequest, deadline))
    return .accept(lastRequest)
  }

  /// Time has passed.
  mutating func expire(at now: Instant) -> [Expiry] {
    var expired: [Expiry] = []
    for (id, lane) in lanes.sorted(by: { $0.key < $1.key }) {
      switch lane {
      case .busy(let request, let deadline) where deadline <= now:
        lanes[id] = .stuck
        expired.append(.serving(request))
      case .opening(let deadline) where deadline <= now:
        lanes[id] = .stuck
        expired.append(.opening(id))
      case .busy, .opening, .idle, .stuck:
        continue
      }
    }
    while let first = waiting.first, first.deadline <= now {
      waiting.removeFirst()
      expired.append(.queued(first.id))
    }
    return expired
  }

  /// Nothing new is taken; what a lane has begun may end.
  ///
  /// - Returns: The requests that waited and will not be served.
  mutating func shutDown() -> [RequestID] {
    isShutDown = true
    defer { waiting.removeAll() }
    return waiting.map(\.id)
  }
}

// MARK: Lanes

extension SigningQueue {
  /// A lane's thread starts.
  mutating func laneStarts(_ id: LaneID, deadline: Instant) {
    lanes[id] = .opening(deadline: deadline)
  }

  /// A lane's session is open.
  ///
  /// - Returns: Whether it is still wanted; after its deadline nobody expects it.
  mutating func laneOpened(_ id: LaneID) -> Bool {
    guard case .opening = lanes[id] else { return false }
    lanes[id] = .idle
    return true
  }

  /// A lane's thread asks for work.
  mutating func assignment(for id: LaneID) -> Assignment {
    guard let lane = lanes[id], lane == .idle else { return .leave }
    guard let next = waiting.popFirst() else { return isShutDown ? .leave : .wait }
    lanes[id] = .busy(next.id, deadline: next.deadline)
    return .serve(next.id)
  }

  /// A lane's call has returned.
  mutating func laneFinished(_ id: LaneID) -> Outcome {
    defer { lanes[id] = .idle }
    guard case .busy(let request, _) = lanes[id] else { return .discard }
    return .deliver(request)
  }

  /// A lane's thread has ended, or failed to open its session.
  ///
  /// - Returns: The requests that no lane is left for.
  mutating func laneLeft(_ id: LaneID) -> [RequestID] {
    lanes[id] = nil
    guard lanes.isEmpty else { return [] }
    defer { waiting.removeAll() }
    return waiting.map(\.id)
  }
}

extension SigningQueue.Lane {
  /// Whether the lane serves requests, now or when it has done what it is at.
  var isUsable: Bool {
    switch self {
    case .idle, .busy: true
    case .opening, .stuck: false
    }
  }
}
