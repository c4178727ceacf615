extension FaultyDevice {
  /// Whether the device is away.
  package var isLost: Bool { loss != nil }

  /// Lets everything happen that is due.
  mutating func advance(to now: Duration) {
    time = max(time, now)
    if let end = lossEnd, time >= end { endLoss() }
    while let next = losses.first, time >= next.window.after {
      losses.removeFirst()
      lose(next)
      if let end = lossEnd, time >= end { endLoss() }
    }
    while let next = loginLosses.first, time >= next {
      loginLosses.removeFirst()
      _ = loseLogin()
    }
  }

  /// Lets the device go away: every session dies, and the login with them.
  mutating func lose(_ loss: DeviceLoss) {
    self.loss = loss
    lossEnd = loss.window.length.map { loss.window.after + $0 }
    counters.countLoss()
    epoch += 1
    _ = killSessions(Array(sessions.keys))
    loggedInSlots = []
    slotsWithoutLogin = []
    if loss.changesSlot { slotShift &+= 0x100 }
    objects.forgetRealHandles()
    if loss.renumbersHandles { objects.renumber() }
  }

  mutating func endLoss() {
    deathCode = isInitialised ? loss?.needsReinitialise : nil
    loss = nil
    lossEnd = nil
  }

  /// Lets the login of every slot go, while the sessions stay.
  ///
  /// - Returns: How many slots lost it.
  mutating func loseLogin() -> Int {
    let slots = loggedInSlots
    loggedInSlots = []
    for slot in slots {
      slotsWithoutLogin.insert(slot)
      objects.forgetRealHandles(ofSlot: slot)
      // In the order of their handles, so that the same events have the same outcome.
      if let record = sessions.sorted(by: { $0.key < $1.key }).first(where: {
        $0.value.slot == slot
      }) {
        add(.logOut(realSession: record.value.real))
      }
    }
    return slots.count
  }
}
