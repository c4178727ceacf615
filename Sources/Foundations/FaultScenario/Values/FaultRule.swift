/// When a fault strikes, seen from the real call.
package enum FaultMoment: String, Sendable, Hashable, CaseIterable {
  /// The real call is not made.
  case before
  /// The real call took effect, and then the error is answered.
  case after
}

/// A code that is answered instead of the real one.
package struct FaultRule: Sendable, Hashable {
  /// The functions that it concerns; empty means every one that reaches the device.
  package var functions: Set<CryptokiFunction>
  package var code: ReturnCode
  package var moment = FaultMoment.before
  /// The share of calls that it strikes.
  package var rate = 1.0
  /// How many calls it lets pass first.
  package var skip = 0
  /// How many calls it strikes at most; nil means any number.
  package var count: Int?
  package var window: FaultWindow?

  package init(
    functions: Set<CryptokiFunction>, code: ReturnCode, moment: FaultMoment = .before
  ) {
    self.functions = functions
    self.code = code
    self.moment = moment
  }

  func concerns(_ function: CryptokiFunction) -> Bool {
    functions.isEmpty
      ? !CryptokiFunction.ofLibrary.contains(function) : functions.contains(function)
  }
}

/// A time, counted from the first `C_Initialize` of the process.
package struct FaultWindow: Sendable, Hashable {
  package var after: Duration
  /// Nil means for ever.
  package var length: Duration?

  package init(after: Duration, length: Duration?) {
    self.after = after
    self.length = length
  }

  func contains(_ time: Duration) -> Bool {
    guard time >= after else { return false }
    return length.map { time < after + $0 } ?? true
  }
}

/// Calls that do not come back.
package struct HangRule: Sendable, Hashable {
  package var function: CryptokiFunction
  /// Only calls in this lane, counted from 0.
  package var lane: Int?
  package var skip = 0
  /// How many calls hang at most; nil means any number.
  package var count: Int? = 1
  /// Nil means until the control socket releases it.
  package var duration: Duration?
  /// What a released call answers; nil makes the real call then.
  package var code: ReturnCode?

  package init(function: CryptokiFunction) {
    self.function = function
  }
}

/// The device goes away, and comes back changed.
package struct DeviceLoss: Sendable, Hashable {
  package var window: FaultWindow
  /// What every call says meanwhile.
  package var code = ReturnCode.deviceError
  /// Whether `C_Initialize` fails meanwhile, too.
  package var failsInitialize = false
  /// Whether the slot has another id afterwards.
  package var changesSlot = true
  /// Whether key handles name other keys afterwards.
  package var renumbersHandles = true
  /// What every call says afterwards, until the module is finalised and initialised.
  package var needsReinitialise: ReturnCode?

  package init(window: FaultWindow) {
    self.window = window
  }
}

/// What the device wants a PIN to look like, and how often it may be wrong.
package struct PINRules: Sendable, Hashable {
  package enum Shape: String, Sendable, Hashable, CaseIterable {
    case text
    /// `user:password`; the password is the real module's PIN.
    case userAndPassword = "user-and-password"
    /// Four hexadecimal digits, then the password, which is the real module's PIN.
    case keyIDAndPassword = "key-id-and-password"
  }

  package var shape = Shape.text
  /// What a PIN of another shape is answered with.
  package var malformedCode = ReturnCode.argumentsBad
  /// The user or key id that may log in; nil means any.
  package var user: String?
  /// After how many wrong tries the PIN is locked.
  package var locksAfter: Int?
  /// What a login with a locked PIN is answered with.
  package var lockedCode = ReturnCode.pinLocked

  package init() {}
}
