import Cryptoki

/// Sessions and the login.
extension Doctor {
  func sessionKinds(_ history: inout CaseHistory) async -> Finding {
    let profile = history.profile
    let preferred = profile.sessionAccess
    let other: Session.Access = preferred == .readOnly ? .readWrite : .readOnly
    let first = await trial(of: preferred, history)
    if let fault = first, fault.hangingFunction != nil { return hanging(fault) }
    let second = await trial(of: other, history)
    switch (first, second) {
    case (nil, nil):
      history.access = preferred
      return .ok("read-only and read-write sessions open; Chancery uses \(preferred.words) ones")
    case (nil, let refusal?):
      history.access = preferred
      return .ok(
        "\(preferred.words) sessions open, as Chancery uses them; \(other.words) ones are refused "
          + "(\(Self.reason(refusal, history)))")
    case (let refusal?, nil):
      history.access = other
      return .warning(
        "\(preferred.words) sessions are refused (\(Self.reason(refusal, history))); "
          + "\(other.words) ones open",
        meaning: "\(profile.displayName) is expected to give \(preferred.words) sessions",
        mend: "tell which HSM it is by --vendor (`vendor:` in the configuration), if another")
    case (let fault?, .some):
      return failed(
        fault, history,
        mend: "close other programs that use the HSM, and see whether it can be reached")
    }
  }

  /// Opens a session and closes it; nil when that went well.
  private func trial(of access: Session.Access, _ history: CaseHistory) async -> ModuleFault? {
    do throws(ModuleFault) {
      let session = try await openSession(access, history)
      try await module.closeSession(session)
      return nil
    } catch {
      return error
    }
  }

  /// Opens a session, no sooner after the one before than the vendor can bear.
  private func openSession(
    _ access: Session.Access, _ history: CaseHistory
  ) async throws(ModuleFault) -> SessionNumber {
    let pause = history.profile.pauseBetweenOpenings
    if pause > .zero { try? await Task.sleep(for: pause) }
    return try await module.openSession(slot: history.token?.slotID ?? 0, access: access)
  }

  private static func reason(_ fault: ModuleFault, _ history: CaseHistory) -> String {
    switch fault {
    case .cryptoki(let error): error.result.map(history.profile.name(of:)) ?? "\(error)"
    case .noAnswer(let function, _): "\(function) hangs"
    }
  }

  func login(_ history: inout CaseHistory) async -> Finding {
    guard let access = history.access else { return .skipped("no session opens") }
    let session: SessionNumber
    do throws(ModuleFault) {
      session = try await openSession(access, history)
    } catch {
      return failed(error, history, mend: "close other programs that use the HSM")
    }
    history.session = session
    guard history.needsLogin else { return .ok("the token needs none") }
    guard let pin = history.pin else { return .skipped("there is no PIN") }
    do throws(ModuleFault) {
      let wasTried = try await module.login(session, with: pin)
      return .ok(wasTried ? "the token took the PIN" : "this program was logged in already")
    } catch {
      switch error {
      case .noAnswer: return hanging(error)
      case .cryptoki(let fault): return await refusedLogin(fault, history)
      }
    }
  }

  private func refusedLogin(_ fault: CryptokiError, _ history: CaseHistory) async -> Finding {
    let place = history.subject.pin.place
    let mend =
      switch fault.result {
      case .pinLocked?:
        "have the security officer set a new PIN with the vendor's tool (C_InitPIN)"
      case .userPINNotInitialized?: "set the user PIN with the vendor's tool (C_InitPIN)"
      case .pinExpired?: "set a new PIN with the vendor's tool, and put it into \(place)"
      case .pinIncorrect?, .pinInvalid?, .pinLenRange?, .argumentsBad?:
        "put the right PIN into \(place), then run this again; it was tried once and not again"
      default: "see the HSM's own log for why it refused the login"
      }
    return .failed(
      Self.phrase(fault, history) + (await remainingTries(history)),
      meaning: history.meaning(of: fault), mend: mend
    )
    .explainingCode()
  }

  /// What the token's flags say of its PIN after a wrong one.
  private func remainingTries(_ history: CaseHistory) async -> String {
    guard
      let slot = history.token?.slotID, let flags = try? await module.token(inSlot: slot).flags
    else { return "" }
    if flags.contains(.userPINLocked) { return "; the PIN is locked now" }
    if flags.contains(.userPINFinalTry) { return "; one more wrong PIN locks the token" }
    return flags.contains(.userPINCountLow) ? "; the token now counts a wrong PIN" : ""
  }

  func sessionCount(_ history: inout CaseHistory) async -> Finding {
    guard let access = history.access else { return .skipped("no session opens") }
    let profile = history.profile
    let wanted = history.subject.sessionCount
    let limits = [
      profile.sessionLimit, history.token?.maximumSessionCount.flatMap(Int.init(exactly:)),
    ]
    let limit = limits.compactMap(\.self).min()
    let tried = min(wanted, limit ?? wanted)
    var sessions: [SessionNumber] = []
    var fault: ModuleFault?
    // One is open already, for the login.
    let before = history.session == nil ? 0 : 1
    while before + sessions.count < tried, fault == nil {
      do throws(ModuleFault) {
        sessions.append(try await openSession(access, history))
      } catch {
        fault = error
      }
    }
    let opened = before + sessions.count
    for session in sessions { try? await module.closeSession(session) }
    history.sessionCount = opened
    if let fault {
      return shortage(opened, of: wanted, fault, history)
    }
    guard tried == wanted else {
      return .warning(
        "\(tried) opened, which is all that \(profile.displayName) allows; \(wanted) were wanted",
        meaning: "the rest would never open, and other programs share the same \(tried)",
        mend: "set `sessions:` to \(max(1, tried - 1)) or less")
    }
    return .ok("\(opened.of("session")) opened and closed again")
  }

  private func shortage(
    _ opened: Int, of wanted: Int, _ fault: ModuleFault, _ history: CaseHistory
  ) -> Finding {
    guard fault.hangingFunction == nil, opened > 0 else {
      return failed(fault, history, mend: "close other programs that use the HSM")
    }
    let reason = Self.reason(fault, history)
    var meaning: String?
    if case .cryptoki(let error) = fault { meaning = history.meaning(of: error) }
    return .warning(
      "\(opened) of \(wanted) opened, then C_OpenSession gave \(reason)", meaning: meaning,
      mend: "set `sessions:` to \(opened), or close other programs that use the HSM")
  }
}

extension Session.Access {
  var words: String {
    switch self {
    case .readOnly: "read-only"
    case .readWrite: "read-write"
    }
  }
}
