/// A call on its way through the device.
package struct Operation: Sendable {
  package let function: CryptokiFunction
  package let ticket: UInt64
  /// The session as the application knows it.
  package let session: UInt?
  /// The session as the real module knows it.
  package internal(set) var realSession: UInt = 0
  /// Until when the call takes at least; nil when the real call alone decides.
  package internal(set) var deadline: Duration?
  /// Whether it only asks for a length, which costs a device nothing.
  let isQuery: Bool
  /// The device's epoch when the call began; another one means that the device was lost meanwhile.
  let epoch: Int
  /// What the slot ids of the application are ahead of the real ones.
  package let slotShift: UInt
  var lane: Int?
  var start: Duration
  /// What is answered though the real call took effect.
  var codeAfterwards: ReturnCode?
  /// What is answered when a hang ends; nil makes the real call then.
  var codeAfterHang: ReturnCode?
}

/// What is to be done next with a call.
package enum Step: Sendable {
  /// Answer at once; the real call is not made.
  case answer(ReturnCode)
  /// Wait until the ticket is woken, then ``FaultyDevice/resume(_:at:)``.
  case wait(Operation)
  /// The same, but no later than the time given; nil means for ever.
  case hang(Operation, until: Duration?)
  /// Make the real call, wait for the deadline, then ``FaultyDevice/finish(_:with:completed:at:)``.
  case go(Operation)
}

/// Something to do with the real module, outside of the lock.
package enum Chore: Sendable, Hashable {
  case close(realSession: UInt)
  case logOut(realSession: UInt)
}
