internal import CCryptoki

extension CryptokiModule {
  /// The first slot whose token is not initialised yet; SoftHSM always has one.
  package func freeSlot() throws(CryptokiError) -> UInt {
    guard let token = try tokens().first(where: { !$0.isInitialised }) else {
      throw .noFreeSlot(module: path)
    }
    return token.slotID
  }

  /// Initialises a token, erasing whatever it held, and sets its user PIN.
  ///
  /// - Parameters:
  ///   - slot: The slot of the token; see ``freeSlot()``.
  ///   - label: The token's name, at most 32 bytes.
  ///   - soPIN: The security officer's PIN: the new one, or the present one of a token that has one.
  ///   - userPIN: The PIN with which keys are used.
  /// - Returns: The token. Its slot may have another number at the next start.
  package func initializeToken(
    slot: UInt, label: String, soPIN: PIN, userPIN: PIN
  ) throws(CryptokiError) -> Token {
    guard label.utf8.count <= 32 else { throw .labelTooLong(label: label) }
    let others = Set(try tokens().filter(\.isInitialised).map(\.serial))
    // Padded with blanks and not terminated (PKCS #11 v2.40 §5.5).
    var padded = Array(label.utf8) + Array(repeating: 0x20, count: 32 - label.utf8.count)
    try check("C_InitToken", functions.C_InitToken) { function in
      soPIN.withBytes { pin, count in function(slot, pin, count, &padded) }
    }
    let token = try initializedToken(slot: slot, label: label, others: others)
    let session = try openSession(slot: token.slotID, access: .readWrite)
    try session.login(as: .securityOfficer, with: soPIN)
    try session.setUserPIN(userPIN)
    return try self.token(inSlot: token.slotID)
  }

  /// The token just initialised, which may have moved to another slot.
  private func initializedToken(
    slot: UInt, label: String, others: Set<String>
  ) throws(CryptokiError) -> Token {
    let present = try tokens().filter(\.isInitialised)
    let isNew = { (token: Token) in token.label == label && !others.contains(token.serial) }
    guard
      let token = present.first(where: { $0.slotID == slot && $0.label == label })
        ?? present.first(where: isNew)
    else {
      throw .tokenMissing(selection: .label(label), module: path, present: present)
    }
    return token
  }
}
