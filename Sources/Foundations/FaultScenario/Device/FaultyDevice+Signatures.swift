extension FaultyDevice {
  /// Notes which key a session is about to sign with.
  package mutating func noteSigningKey(_ key: UInt, session: UInt) {
    sessions[session]?.signingKey = objects.identity(of: key)?.name ?? "handle \(key)"
  }

  /// Counts a signature that was answered.
  package mutating func noteSignature(session: UInt) {
    guard let key = sessions[session]?.signingKey else { return }
    counters.countSignature(by: key)
  }
}

/// Operations that a fault kept from the real module, which still holds them to be under way.
extension FaultyDevice {
  /// Whether the application believes that the session's signature is over.
  package mutating func takeUnfinishedSignature(ofSession session: UInt) -> Bool {
    takeUnfinished(session) { $0 == .signInit }
  }

  /// Whether the application believes that the session's search is over.
  package mutating func takeUnfinishedSearch(ofSession session: UInt) -> Bool {
    takeUnfinished(session) { $0 == .findObjectsInit }
  }

  /// Notes a call that was answered with an error, and never came to the real module.
  mutating func noteUnfinished(_ function: CryptokiFunction, session: UInt) {
    switch function {
    case .signInit, .sign, .signUpdate, .signFinal:
      sessions[session]?.unfinished.insert(.signInit)
    case .findObjects, .findObjectsFinal, .findObjectsInit:
      sessions[session]?.unfinished.insert(.findObjectsInit)
    default:
      break
    }
  }

  private mutating func takeUnfinished(
    _ session: UInt, _ matches: (CryptokiFunction) -> Bool
  ) -> Bool {
    guard let function = sessions[session]?.unfinished.first(where: matches) else { return false }
    sessions[session]?.unfinished.remove(function)
    return true
  }
}
