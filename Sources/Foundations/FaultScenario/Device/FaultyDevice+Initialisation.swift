extension FaultyDevice {
  /// Notes a `C_Initialize` that succeeded.
  package mutating func initialise(at now: Duration) {
    advance(to: now)
    isInitialised = true
    deathCode = nil
  }

  /// Notes a `C_Finalize`: every handle dies, the device itself stays as it is.
  package mutating func finalise(at now: Duration) {
    advance(to: now)
    isInitialised = false
    deathCode = nil
    let handles = Array(sessions.keys)
    for handle in handles {
      guard let record = sessions.removeValue(forKey: handle) else { continue }
      if record.callCount > 0 {
        dyingSessions[handle] = record
      } else {
        add(.close(realSession: record.real))
      }
      objects.forgetRealHandles(ofSlot: record.slot)
    }
    counters.setOpenSessions(0)
    loggedInSlots = []
    slotsWithoutLogin = []
    epoch += 1
  }
}

extension FaultyDevice {
  /// Follows another scenario from now on; counters, locked PINs and handles stay.
  package mutating func take(_ scenario: FaultScenario) {
    let fresh = FaultyDevice(scenario: scenario)
    self.scenario = scenario
    random = fresh.random
    latencies = fresh.latencies
    lanes = fresh.lanes
    faults = fresh.faults
    hangs = fresh.hangs
    losses = fresh.losses
    loginLosses = fresh.loginLosses
  }
}
