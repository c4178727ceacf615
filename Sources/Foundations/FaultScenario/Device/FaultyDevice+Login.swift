/// What a PIN looks like to a device, without the PIN.
package enum PINForm: Sendable, Hashable {
  /// The part of it that is the real module's PIN.
  case wellFormed(Range<Int>)
  case malformed
  case otherUser
}

extension PINRules {
  /// Finds the real module's PIN in what the application gave.
  package func form(of pin: UnsafeBufferPointer<UInt8>) -> PINForm {
    switch shape {
    case .text:
      return .wellFormed(0..<pin.count)
    case .userAndPassword:
      guard let colon = pin.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < pin.count
      else { return .malformed }
      return accepts(pin[..<colon]) ? .wellFormed(colon + 1..<pin.count) : .otherUser
    case .keyIDAndPassword:
      let isHexadecimal = { (byte: UInt8) in Character(UnicodeScalar(byte)).isHexDigit }
      guard pin.count > 4, pin[..<4].allSatisfy(isHexadecimal) else { return .malformed }
      return accepts(pin[..<4]) ? .wellFormed(4..<pin.count) : .otherUser
    }
  }

  private func accepts(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let user else { return true }
    return name.elementsEqual(user.utf8)
  }
}

extension FaultyDevice {
  /// Decides whether a user's login reaches the real module.
  ///
  /// - Parameter slot: The real slot.
  /// - Returns: What to answer instead; nil when ``noteLogin(_:slot:)`` is to follow.
  package mutating func refusalOfLogin(_ form: PINForm, slot: UInt) -> ReturnCode? {
    counters.logins.tried += 1
    if isPINLocked(ofSlot: slot) { return scenario.pin.lockedCode }
    switch form {
    case .malformed: return scenario.pin.malformedCode
    case .otherUser: return noteWrongPIN(slot)
    case .wellFormed: break
    }
    counters.logins.reachedModule += 1
    return nil
  }

  /// Notes what the real module said to a user's login.
  package mutating func noteLogin(_ result: ReturnCode, slot: UInt) -> ReturnCode {
    switch result {
    case .ok:
      counters.logins.succeeded += 1
      pinTries.wrong[Self.name(ofSlot: slot)] = nil
      noteLoggedIn(slot: slot)
      return result
    case .pinIncorrect:
      return noteWrongPIN(slot)
    default:
      return result
    }
  }

  /// Notes a login that isn't the user's, or one that the real module had made before.
  package mutating func noteLoggedIn(slot: UInt) {
    loggedInSlots.insert(slot)
    slotsWithoutLogin.remove(slot)
  }

  /// Notes a logout.
  package mutating func noteLoggedOut(slot: UInt) {
    loggedInSlots.remove(slot)
    slotsWithoutLogin.remove(slot)
    objects.forgetRealHandles(ofSlot: slot)
  }

  /// Whether a user is logged in as far as the application can know.
  package func isLoggedIn(slot: UInt) -> Bool {
    loggedInSlots.contains(slot)
  }

  /// The flags of `CK_TOKEN_INFO` that tell of wrong tries.
  package func pinFlags(ofSlot slot: UInt) -> UInt {
    guard let limit = scenario.pin.locksAfter else { return 0 }
    let wrong = pinTries.wrong[Self.name(ofSlot: slot), default: 0]
    if wrong >= limit { return 0x40000 }
    if wrong == 0 { return 0 }
    return wrong == limit - 1 ? 0x30000 : 0x10000
  }

  /// Takes the tries that another run of the process stored.
  package mutating func restore(_ tries: PINTries) {
    pinTries = tries
  }

  private func isPINLocked(ofSlot slot: UInt) -> Bool {
    scenario.pin.locksAfter.map { pinTries.wrong[Self.name(ofSlot: slot), default: 0] >= $0 }
      ?? false
  }

  private mutating func noteWrongPIN(_ slot: UInt) -> ReturnCode {
    counters.logins.wrong += 1
    pinTries.wrong[Self.name(ofSlot: slot), default: 0] += 1
    return .pinIncorrect
  }

  private static func name(ofSlot slot: UInt) -> String { String(slot) }
}
