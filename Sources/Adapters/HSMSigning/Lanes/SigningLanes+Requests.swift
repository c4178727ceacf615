import Signing

extension SigningLanes {
  /// Does something with a session, on one of the lanes, in its turn; again when the fault allows.
  ///
  /// - Parameters:
  ///   - deadline: When to give up; half an operation's time from now on a lane is all that one try has.
  ///   - isUrgent: Whether it was served before, and goes before all others (law 4).
  ///   - body: Gets the session and the lane's number.
  ///   - failsFast: Whether it is refused, rather than wait, while the token is away.
  func perform<Value: Sendable>(
    deadline: Instant? = nil, isUrgent: Bool = false, failsFast: Bool = false,
    _ body: @escaping @Sendable (inout LaneSession, Int) throws(LaneFault) -> Value
  ) async throws(SigningError) -> Value {
    let deadline = deadline ?? .now + rules.operationTimeout
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Value, SigningError>, Never>) in
      let request = Request(
        serve: { session, lane in
          do throws(LaneFault) {
            let value = try body(&session, lane)
            return .done { continuation.resume(returning: .success(value)) }
          } catch {
            return .failed(error)
          }
        },
        refuse: { continuation.resume(returning: .failure($0)) })
      submit(request, deadline, isUrgent, failsFast)
    }
    return try result.get()
  }

  /// A lane returned what it should not have; its session is not used again.
  func distrust(_ lane: Int, _ fault: LaneFault) {
    update { $0.machine.distrust(lane, fault, at: .now) }
  }

  private func submit(
    _ request: Request, _ deadline: Instant, _ isUrgent: Bool, _ failsFast: Bool
  ) {
    let (refusal, wakesTimer) = update { state -> (SigningError?, Bool) in
      do throws(SigningError) {
        let id = try state.machine.submit(
          deadline: deadline, isUrgent: isUrgent, failsFast: failsFast)
        state.requests[id] = request
      } catch {
        return (error, false)
      }
      return (nil, deadline < state.timerWakes)
    }
    if let refusal { request.refuse(refusal) }
    if wakesTimer { timer.signal() }
  }
}
