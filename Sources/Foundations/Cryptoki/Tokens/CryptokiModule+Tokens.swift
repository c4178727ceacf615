internal import CCryptoki

extension CryptokiModule {
  /// The module's slots, with and without tokens.
  package func slots() throws(CryptokiError) -> [Slot] {
    var slots: [Slot] = []
    for id in try slotIDs(tokenPresent: false) {
      var info = CK_SLOT_INFO()
      try check("C_GetSlotInfo", functions.C_GetSlotInfo) { $0(id, &info) }
      slots.append(Slot(id: id, info))
    }
    return slots
  }

  /// All tokens that are present, initialised or not.
  package func tokens() throws(CryptokiError) -> [Token] {
    var tokens: [Token] = []
    for id in try slotIDs(tokenPresent: true) {
      do {
        tokens.append(try token(inSlot: id))
      } catch .call(_, .tokenNotPresent), .call(_, .tokenNotRecognized) {
        continue
      }
    }
    return tokens
  }

  /// The token in a slot.
  package func token(inSlot id: UInt) throws(CryptokiError) -> Token {
    var info = CK_TOKEN_INFO()
    try check("C_GetTokenInfo", functions.C_GetTokenInfo) { $0(id, &info) }
    return Token(slotID: id, info)
  }

  /// The one initialised token that a selection means.
  ///
  /// - Throws: ``CryptokiError/tokenMissing(selection:module:present:)``, which lists what is there, or
  ///   ``CryptokiError/tokenAmbiguous(selection:module:matching:)``.
  package func token(matching selection: TokenSelection) throws(CryptokiError) -> Token {
    let (all, fault) = try tokensInSoundSlots()
    let present = all.filter(\.isInitialised)
    let matching = present.filter(selection.selects)
    guard let token = matching.first else {
      // It may be in the slot that fails.
      if let fault { throw fault }
      throw .tokenMissing(selection: selection, module: path, present: present)
    }
    guard matching.count == 1 else {
      throw .tokenAmbiguous(selection: selection, module: path, matching: matching)
    }
    return token
  }

  /// The tokens that can be looked at, and the first fault among the other slots, whose tokens are
  /// somebody else's concern.
  private func tokensInSoundSlots() throws(CryptokiError) -> ([Token], CryptokiError?) {
    var tokens: [Token] = []
    var fault: CryptokiError?
    for id in try slotIDs(tokenPresent: true) {
      do throws(CryptokiError) {
        tokens.append(try token(inSlot: id))
      } catch {
        guard ![.tokenNotPresent, .tokenNotRecognized].contains(error.result) else { continue }
        fault = fault ?? error
      }
    }
    return (tokens, fault)
  }

  /// The slots' numbers.
  ///
  /// Slots may come between the two calls, hence the loop.
  private func slotIDs(tokenPresent: Bool) throws(CryptokiError) -> [UInt] {
    let present: CK_BBOOL = tokenPresent ? 1 : 0
    while true {
      var count: CK_ULONG = 0
      try check("C_GetSlotList", functions.C_GetSlotList) { $0(present, nil, &count) }
      var ids = [UInt](repeating: 0, count: Int(count))
      do {
        try check("C_GetSlotList", functions.C_GetSlotList) { $0(present, &ids, &count) }
        return Array(ids.prefix(Int(count)))
      } catch .call(_, .bufferTooSmall) {
        continue
      }
    }
  }
}
