import Cryptoki

/// From slots to the one token that is meant.
extension Doctor {
  func slots(_ history: inout CaseHistory) async -> Finding {
    let slots: [Slot]
    do throws(ModuleFault) {
      slots = try await module.slots()
    } catch {
      return failed(error, history, mend: "see whether the HSM can be reached from this machine")
    }
    history.slotCount = slots.count
    guard !slots.isEmpty else {
      return .failed(
        "the module has no slots",
        meaning: "it works, but knows no HSM: its configuration names none, or its daemon has none "
          + "to offer",
        mend: "configure the module with the vendor's tool, and see that its daemon runs")
    }
    let filled = slots.count(where: \.isTokenPresent)
    return .ok("\(slots.count.of("slot")), \(filled) with a token")
  }

  func token(_ history: inout CaseHistory) async -> Finding {
    let present: [Token]
    do throws(ModuleFault) {
      present = try await module.tokens()
    } catch {
      return failed(error, history, mend: "see whether the HSM can be reached from this machine")
    }
    history.showsTokens = !present.isEmpty
    let ready = present.filter(\.isInitialised)
    // Some modules have a token beside that keeps no keys and needs no login, as NSS.
    let locked = ready.filter { $0.flags.contains(.loginRequired) }
    let matching =
      history.subject.selection.map { selection in present.filter { selection.selects($0) } }
      ?? (locked.isEmpty ? ready : locked)
    guard let token = matching.first(where: \.isInitialised) else {
      return Self.absence(of: history.subject.selection, matching, present)
    }
    guard matching.count(where: \.isInitialised) == 1 else {
      return .failed(
        Self.ambiguity(matching.filter(\.isInitialised), history.subject.selection),
        meaning: "it isn't clear which one is meant",
        mend: history.subject.selection == nil
          ? "name one by --token-label" : "name one by its serial number (--serial, or `serial:`)")
    }
    history.token = token
    let before = history.profile.vendor
    history.recogniseVendor()
    let vendor =
      history.profile.vendor == before
      ? "" : "; its habits are those of \(history.profile.displayName)"
    return .ok(
      "\(token.summary), \(token.manufacturer) \(token.model), firmware \(token.firmwareVersion)"
        + vendor)
  }

  private static func ambiguity(_ tokens: [Token], _ selection: TokenSelection?) -> String {
    "\(tokens.count) tokens"
      + (selection.map { " have \($0)" } ?? " are there, and none was named")
      + ": " + tokens.map(\.summary).joined(separator: ", ")
  }

  /// Why no token is to be had: none at all, none so named, or one that was never initialised.
  private static func absence(
    of selection: TokenSelection?, _ matching: [Token], _ present: [Token]
  ) -> Finding {
    if let blank = matching.first {
      return .failed(
        "the token in slot \(blank.slotID) isn't initialised",
        meaning: "it has no label, no PIN and no keys yet",
        mend: "initialise it with the vendor's tool, as `pkcs11-tool --init-token` or "
          + "`softhsm2-util --init-token` do")
    }
    let ready = present.filter(\.isInitialised)
    guard !present.isEmpty else {
      return .failed(
        "there is no token in any slot",
        meaning: "the module works, but reaches no HSM, card or partition",
        mend: "connect the HSM, or assign a partition to this client with the vendor's tool")
    }
    guard let selection, !ready.isEmpty else {
      return .failed(
        "the \(present.count == 1 ? "only token isn't" : "\(present.count) tokens aren't") "
          + "initialised",
        meaning: "the module may be looking at other tokens than you think, or nobody has "
          + "initialised one yet",
        mend: "check the module's configuration (where does it look for tokens?), or initialise a "
          + "token with the vendor's tool")
    }
    return .failed(
      "there is no token with \(selection)",
      meaning: "the module has \(ready.map(\.summary).joined(separator: ", "))",
      mend: mend(of: selection, ready))
  }

  private static func mend(of selection: TokenSelection, _ ready: [Token]) -> String {
    switch selection {
    case .label(let label):
      if let near = NearMiss.of(label, among: ready.map(\.label)) {
        return "did you mean \"\(near)\"?"
      }
      return "name one of these labels, or check which tokens the module is configured for"
    case .serial(let serial):
      if let near = NearMiss.of(serial, among: ready.map(\.serial)) {
        return "did you mean \(near)?"
      }
      return "name one of these serial numbers"
    case .slot:
      return "slot numbers change from one start to the next: name the token by its label"
    }
  }
}

extension Int {
  /// `1 slot`, `3 slots`.
  func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension TokenSelection {
  fileprivate func selects(_ token: Token) -> Bool {
    switch self {
    case .label(let label): token.label == label
    case .serial(let serial): token.serial == serial
    case .slot(let slot): token.slotID == slot
    }
  }
}
