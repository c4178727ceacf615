extension FaultyDevice {
  /// How many sessions are open.
  package var sessionCount: Int { sessions.count }

  /// Decides whether a session may be opened, and reserves it.
  ///
  /// - Returns: What to answer instead; nil when ``registerSession(real:slot:)`` or
  ///   ``forgetOpening()`` is to follow.
  package mutating func refusalOfSession(isReadWrite: Bool) -> ReturnCode? {
    let rules = scenario.sessions
    if !isReadWrite, let code = rules.readOnlyCode { return refuseSession(code) }
    if let pace = rules.pace, let last = lastOpening, time - last < pace {
      lastOpening = time
      return refuseSession(rules.paceCode)
    }
    lastOpening = time
    dropIdleSessions()
    if let limit = rules.limit, sessions.count + openingCount >= limit {
      return refuseSession(rules.limitCode)
    }
    openingCount += 1
    return nil
  }

  private mutating func refuseSession(_ code: ReturnCode) -> ReturnCode {
    counters.sessions.refused += 1
    return code
  }

  /// Gives a session of the real module its handle.
  package mutating func registerSession(real: UInt, slot: UInt) -> UInt {
    openingCount -= 1
    let handle = nextSession
    nextSession += 1
    sessions[handle] = SessionRecord(real: real, slot: slot, lastUsed: time)
    counters.sessions.opened += 1
    counters.setOpenSessions(sessions.count)
    return handle
  }

  /// Takes back a reservation whose session could not be opened.
  package mutating func forgetOpening() {
    openingCount -= 1
  }

  /// Lets go of a session that was opened while the device was lost, so that nobody will close it.
  package mutating func abandonOpening(real: UInt) {
    openingCount -= 1
    add(.close(realSession: real))
  }

  /// Forgets a session that the application closed.
  package mutating func forgetSession(_ handle: UInt) {
    guard let record = sessions.removeValue(forKey: handle) else { return }
    counters.setOpenSessions(sessions.count)
    noteSessionsGone(from: record.slot)
  }

  /// Closes all sessions of a real slot.
  package mutating func closeSessions(ofSlot slot: UInt) {
    let handles = sessions.filter { $0.value.slot == slot }.keys.sorted()
    let died = counters.sessions.died
    _ = killSessions(handles)
    counters.sessions.died = died
  }

  /// The real slot of a session.
  package func slot(ofSession handle: UInt) -> UInt? {
    sessions[handle]?.slot ?? dyingSessions[handle]?.slot
  }

  /// Kills one session, or all of them, as a device does that drops them.
  ///
  /// - Returns: How many died.
  mutating func killSessions(_ handles: [UInt]) -> Int {
    var count = 0
    for handle in handles {
      guard let record = sessions.removeValue(forKey: handle) else { continue }
      count += 1
      if record.callCount > 0 {
        dyingSessions[handle] = record
      } else {
        add(.close(realSession: record.real))
      }
      noteSessionsGone(from: record.slot)
    }
    counters.sessions.died += count
    counters.setOpenSessions(sessions.count)
    return count
  }

  /// Notes that a call uses a session.
  ///
  /// - Returns: Nil when there is no such session.
  mutating func useSession(_ handle: UInt, at now: Duration) -> SessionRecord? {
    guard let record = sessions[handle] else { return nil }
    if let limit = scenario.sessions.idleTimeout, record.callCount == 0,
      now - record.lastUsed >= limit
    {
      letIdleSessionDie(handle)
      return nil
    }
    sessions[handle]?.callCount += 1
    sessions[handle]?.lastUsed = now
    return record
  }

  /// Notes that a call is done with a session.
  mutating func leaveSession(_ handle: UInt) {
    if sessions[handle] != nil {
      sessions[handle]?.callCount -= 1
      sessions[handle]?.lastUsed = time
    } else if var record = dyingSessions[handle] {
      record.callCount -= 1
      dyingSessions[handle] = record.callCount > 0 ? record : nil
      if record.callCount == 0 { add(.close(realSession: record.real)) }
    }
  }

  private mutating func dropIdleSessions() {
    guard let limit = scenario.sessions.idleTimeout else { return }
    let idle = sessions.filter { $0.value.callCount == 0 && time - $0.value.lastUsed >= limit }
    for handle in idle.keys { letIdleSessionDie(handle) }
  }

  private mutating func letIdleSessionDie(_ handle: UInt) {
    _ = killSessions([handle])
    if scenario.sessions.idleNeedsReinitialise { deathCode = .sessionHandleInvalid }
  }

  /// With its last session an application's login ends (PKCS #11 v2.40 §5.6).
  private mutating func noteSessionsGone(from slot: UInt) {
    guard !sessions.values.contains(where: { $0.slot == slot }) else { return }
    loggedInSlots.remove(slot)
    slotsWithoutLogin.remove(slot)
    objects.forgetRealHandles(ofSlot: slot)
  }
}
