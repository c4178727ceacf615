import Cryptoki

/// What can be said of the PIN before it is sent.
extension Doctor {
  func pinCounters(_ history: CaseHistory) -> Finding {
    guard let flags = history.token?.flags else { return .skipped("there is no token") }
    guard !flags.contains(.userPINLocked) else {
      return .failed(
        "the user PIN is locked", meaning: "it was wrong too often; no PIN opens the token now",
        mend: "have the security officer set a new PIN with the vendor's tool (C_InitPIN)")
    }
    guard flags.contains(.userPINInitialised) || !flags.contains(.loginRequired) else {
      return .failed(
        "the token has no user PIN yet",
        meaning: "it was initialised by a security officer, who didn't set the PIN of its user",
        mend: "set the user PIN with the vendor's tool (C_InitPIN)")
    }
    if flags.contains(.userPINFinalTry) {
      return finalTry(history)
    }
    if flags.contains(.userPINCountLow) {
      return .warning(
        "the token says that a wrong PIN was tried since the last right one",
        meaning: "few tries may be left before it locks",
        mend: "make sure that no program tries a wrong PIN again and again")
    }
    if flags.contains(.userPINToBeChanged) {
      return .warning(
        "the PIN must be changed",
        meaning: "it has expired, or still is the one that the token came with",
        mend: "set a new PIN with the vendor's tool")
    }
    return .ok("not locked, and no wrong tries are counted")
  }

  private func finalTry(_ history: CaseHistory) -> Finding {
    let detail = "one more wrong PIN locks the token"
    guard !history.subject.isForced else {
      return .warning(
        detail, meaning: "the PIN is tried all the same, as --force says",
        mend: "make sure that no program tries a wrong PIN again and again")
    }
    return .failed(
      detail, meaning: "so the PIN was not sent: should it be wrong, nobody gets in any more",
      mend: "make sure of the PIN, then run this again with --force")
  }

  func pin(_ history: inout CaseHistory) -> Finding {
    guard history.needsLogin else { return .ok("the token needs none") }
    let access = history.subject.pin
    let pin: PIN
    do {
      pin = try access.get().get()
    } catch {
      switch error {
      case .notGiven:
        return .skipped(
          "no PIN was given", mend: "name it by --pin-file FILE or --pin-env VARIABLE")
      case .unreadable(let reason, let mend): return .failed(reason, mend: mend)
      }
    }
    history.pin = pin
    guard let mode = access.fileMode, mode & 0o077 != 0 else { return .ok("from \(access.place)") }
    return .warning(
      "from \(access.place), which has mode 0\(String(mode & 0o777, radix: 8))",
      meaning: "others than its owner can \(mode & 0o044 == 0 ? "change it" : "read the PIN")",
      mend: "run `chmod 600` on it, and change the PIN if others use this machine")
  }

  func pinShape(_ history: CaseHistory) -> Finding {
    guard history.needsLogin else { return .ok("nothing is sent") }
    guard let pin = history.pin else { return .skipped("there is no PIN") }
    let profile = history.profile
    if let fault = profile.pinShape.fault(of: pin) {
      return .failed(
        "\(fault) (it was not sent)",
        meaning:
          "\(profile.displayName) \(profile.pinShape.expectation); any other it refuses, often "
          + "with CKR_ARGUMENTS_BAD, or counts as a wrong try",
        mend: profile.pinShape.mend(at: history.subject.pin.place))
    }
    if let lengths = history.token?.pinLengths, lengths.upperBound > 0,
      !lengths.contains(UInt(pin.count)), profile.pinShape.isBoundByToken
    {
      return .failed(
        "the PIN is \(UInt(pin.count) < lengths.lowerBound ? "shorter" : "longer") than the token "
          + "takes (\(lengths.lowerBound) to \(lengths.upperBound) bytes); it was not sent",
        meaning: "it can't be right, and might count as a wrong try",
        mend: "put the right PIN into \(history.subject.pin.place), and nothing else")
    }
    return .ok(
      profile.vendor == .generic
        ? "nothing speaks against it" : "as \(profile.displayName) wants it")
  }
}
