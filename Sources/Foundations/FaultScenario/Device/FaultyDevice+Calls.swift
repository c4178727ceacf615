extension FaultyDevice {
  /// Takes a call.
  ///
  /// - Parameters:
  ///   - session: The session as the application knows it; nil for functions without one.
  ///   - isQuery: Whether it only asks how long the result would be.
  package mutating func begin(
    _ function: CryptokiFunction, session: UInt? = nil, isQuery: Bool = false, at now: Duration
  ) -> Step {
    advance(to: now)
    counters.begin(function)
    var operation = Operation(
      function: function, ticket: makeTicket(), session: session, isQuery: isQuery, epoch: epoch,
      slotShift: slotShift, lane: nil, start: now)
    if let code = refusal(of: operation, at: now) { return answer(operation, with: code) }
    if let session {
      guard let record = useSession(session, at: now) else {
        return answer(operation, with: deathCode ?? .sessionHandleInvalid)
      }
      operation.realSession = record.real
      if slotsWithoutLogin.contains(record.slot), CryptokiFunction.needingLogin.contains(function) {
        return answer(operation, with: .userNotLoggedIn)
      }
    }
    if !isQuery, let code = throttled(function, at: now) {
      return answer(operation, with: code)
    }
    if !isQuery, let fault = fault(for: function, at: now) {
      if fault.moment == .before { return answer(operation, with: fault.code) }
      operation.codeAfterwards = fault.code
    }
    guard !isQuery, CryptokiFunction.operations.contains(function), lanes != nil else {
      return settle(operation, at: now)
    }
    guard let grant = lanes?.enter(operation.ticket, at: now) else {
      counters.setWaiting(lanes?.waitingCount ?? 0)
      return .wait(operation)
    }
    operation.lane = grant.lane
    return settle(operation, at: now)
  }

  /// Goes on with a call that was woken.
  package mutating func resume(_ operation: Operation, at now: Duration) -> Step {
    advance(to: now)
    var operation = operation
    if hung.remove(operation.ticket) != nil {
      counters.setHung(hung.count)
      operation.start = now
      if let code = operation.codeAfterHang ?? interruption(of: operation) {
        return answer(operation, with: code)
      }
      return go(operation)
    }
    if let grant = lanes?.collect(operation.ticket) {
      operation.lane = grant.lane
      operation.start = grant.start
      counters.setWaiting(lanes?.waitingCount ?? 0)
    }
    if let code = interruption(of: operation) { return answer(operation, with: code) }
    return settle(operation, at: now)
  }

  /// Ends a call whose real call was made.
  ///
  /// - Parameters:
  ///   - completed: When the real call was over.
  /// - Returns: What to answer.
  package mutating func finish(
    _ operation: Operation, with result: ReturnCode, completed: Duration, at now: Duration
  ) -> ReturnCode {
    advance(to: now)
    var code = result
    if result != .bufferTooSmall, code != .ok || operation.codeAfterwards != nil,
      let session = operation.session
    {
      noteUnfinished(operation.function, session: session)
    }
    if let interruption = interruption(of: operation) {
      code = interruption
    } else if let afterwards = operation.codeAfterwards {
      code = afterwards
      counters.countFault(.after)
    }
    end(operation, with: code, at: max(completed, operation.deadline ?? completed))
    return code
  }

  /// Whether the device is still the one that a call began with.
  package func isCurrent(_ operation: Operation) -> Bool {
    operation.epoch == epoch
  }

  /// What a call is answered when the device was lost, or its session died, while it was under way.
  private func interruption(of operation: Operation) -> ReturnCode? {
    if CryptokiFunction.ofLibrary.contains(operation.function) { return nil }
    if let loss { return loss.code }
    guard operation.epoch == epoch else { return deathCode ?? .deviceError }
    return nil
  }

  private mutating func settle(_ operation: Operation, at now: Duration) -> Step {
    for index in hangs.indices
    where !operation.isQuery && hangs[index].strikes(operation.function, lane: operation.lane) {
      let rule = hangs[index].rule
      var operation = operation
      operation.codeAfterHang = rule.code
      hung.insert(operation.ticket)
      counters.setHung(hung.count)
      return .hang(operation, until: rule.duration.map { now + $0 })
    }
    return go(operation)
  }

  private mutating func go(_ operation: Operation) -> Step {
    var operation = operation
    if !operation.isQuery, let latency = latencies[Int(operation.function.rawValue)] {
      operation.deadline = operation.start + latency.value(using: &random)
    }
    return .go(operation)
  }

  private mutating func answer(_ operation: Operation, with code: ReturnCode) -> Step {
    if let session = operation.session { noteUnfinished(operation.function, session: session) }
    end(operation, with: code, at: time)
    return .answer(code)
  }

  private mutating func end(_ operation: Operation, with code: ReturnCode, at end: Duration) {
    counters.end(operation.function, with: code)
    if operation.realSession != 0, let session = operation.session { leaveSession(session) }
    if let lane = operation.lane, let next = lanes?.leave(lane, at: end) { woken.append(next) }
  }

  private func refusal(of operation: Operation, at now: Duration) -> ReturnCode? {
    let function = operation.function
    if function == .initialize { return loss.flatMap { $0.failsInitialize ? $0.code : nil } }
    guard isInitialised else { return .cryptokiNotInitialized }
    if CryptokiFunction.ofLibrary.contains(function) { return nil }
    if let loss { return loss.code }
    if let deathCode { return operation.session == nil ? .deviceError : deathCode }
    return nil
  }

  private mutating func fault(for function: CryptokiFunction, at now: Duration) -> FaultRule? {
    for index in faults.indices
    where faults[index].strikes(function, at: now, random: &random) {
      let rule = faults[index].rule
      if rule.moment == .before { counters.countFault(.before) }
      return rule
    }
    return nil
  }

  /// The generic cell rate algorithm: each operation adds to a debt that time pays off.
  private mutating func throttled(
    _ function: CryptokiFunction, at now: Duration
  ) -> ReturnCode? {
    guard let throttle = scenario.throttle, CryptokiFunction.operations.contains(function) else {
      return nil
    }
    let interval = Duration.seconds(1 / throttle.operationsPerSecond)
    let due = max(throttleDebt, now)
    guard due + interval - now <= interval * throttle.burst else {
      counters.countFault(.before)
      return throttle.code
    }
    throttleDebt = due + interval
    return nil
  }
}
