package import Signing

// MARK: A lane's thread

extension SigningLanes {
  /// Adds a lane and waits until its session is open.
  ///
  /// - Parameters:
  ///   - id: A number that no other lane has.
  ///   - open: Opens the session, on the lane's own thread.
  /// - Throws: What `open` throws, or ``SigningError/tokenUnavailable(token:reason:)`` when it takes too long.
  package func addLane(
    _ id: LaneID, open: @escaping @Sendable () throws(SigningError) -> LaneSession
  ) async throws(SigningError) {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Void, SigningError>, Never>) in
      let deadline = ContinuousClock.now + openingTimeout
      let wakesTimer = monitor.withLock { state in
        state.queue.laneStarts(id, deadline: deadline)
        state.openings[id] = continuation
        return state.mustWakeTimer(for: deadline)
      }
      if wakesTimer { monitor.deadline.signal() }
      startThread(named: "\(token) \(id)") { lanes in
        lanes.runLane(id, open)
        lanes.laneLeft(id)
      }
    }
    return try result.get()
  }

  /// The life of a lane's thread; the session is closed when it ends.
  private func runLane(_ id: LaneID, _ open: () throws(SigningError) -> LaneSession) {
    let session: LaneSession
    do throws(SigningError) {
      session = try open()
    } catch {
      monitor.withLock { $0.openings.removeValue(forKey: id) }?.resume(returning: .failure(error))
      return
    }
    let (isWanted, opening) = monitor.withLock { state in
      (state.queue.laneOpened(id), state.openings.removeValue(forKey: id))
    }
    opening?.resume(returning: .success(()))
    guard isWanted else { return }
    while let request = nextRequest(for: id) {
      let deliver = request.serve(session)
      if isExpected(from: id) { deliver() }
    }
  }

  /// The next request for a lane, when there is one; nil when the lane is to leave.
  private func nextRequest(for id: LaneID) -> Request? {
    monitor.waiting(for: monitor.work) { state -> Request?? in
      switch state.queue.assignment(for: id) {
      case .serve(let request): .some(state.requests[request])
      case .wait: nil
      case .leave: .some(nil)
      }
    }
  }

  /// Whether somebody still waits for what a lane has just done.
  private func isExpected(from id: LaneID) -> Bool {
    monitor.withLock { state in
      switch state.queue.laneFinished(id) {
      case .deliver(let request): state.requests.removeValue(forKey: request) != nil
      case .discard: false
      }
    }
  }

  private func laneLeft(_ id: LaneID) {
    let (refused, drained) = monitor.withLock { state in
      let requests = state.queue.laneLeft(id).compactMap { state.requests.removeValue(forKey: $0) }
      return (requests, state.takeDrainings())
    }
    for request in refused {
      request.refuse(.tokenUnavailable(token: token, reason: unavailability(stuck: 0)))
    }
    for continuation in drained { continuation.resume() }
    monitor.deadline.signal()
  }
}

// MARK: The timer's thread

extension SigningLanes {
  /// Tells those whose time is up, until the lanes are shut down and quiet.
  func keepTime() {
    while true {
      let (expired, drained, isOver) = monitor.withLock { state in
        let expired = state.queue.expire(at: .now).compactMap { state.expiry($0, in: self) }
        return (expired, state.takeDrainings(), state.queue.isShutDown && state.queue.isQuiet)
      }
      for tell in expired { tell() }
      for continuation in drained { continuation.resume() }
      if isOver { return }
      monitor.wait(for: monitor.deadline) { state in
        guard !(state.queue.isShutDown && state.queue.isQuiet) else { return .none }
        state.timerWakes = state.queue.nextDeadline
        guard let next = state.timerWakes else { return .unlimited }
        let rest = next - .now
        return rest > .zero ? .limited(rest) : .none
      }
    }
  }
}

extension SigningLanes.State {
  /// Those who wait for the lanes to fall quiet, once they have.
  fileprivate mutating func takeDrainings() -> [CheckedContinuation<Void, Never>] {
    guard queue.isShutDown, queue.isQuiet else { return [] }
    defer { drainings = [] }
    return drainings
  }

  /// How to tell somebody that his time is up.
  fileprivate mutating func expiry(
    _ expiry: SigningQueue.Expiry, in lanes: SigningLanes
  ) -> (() -> Void)? {
    switch expiry {
    case .queued(let id):
      requests.removeValue(forKey: id).map { request in
        { request.refuse(.deadlineExceeded(after: lanes.timeout, stage: .queued)) }
      }
    case .serving(let id):
      requests.removeValue(forKey: id).map { request in
        { request.refuse(.deadlineExceeded(after: lanes.timeout, stage: .signing)) }
      }
    case .opening(let id):
      openings.removeValue(forKey: id).map { continuation in
        {
          let reason =
            "it opened no session within \(lanes.openingTimeout); "
            + "see the device and the way to it"
          continuation.resume(
            returning: .failure(.tokenUnavailable(token: lanes.token, reason: reason)))
        }
      }
    }
  }
}
