package import Cryptoki

extension Token {
  /// The token's state in words.
  package var stateInWords: [String] {
    var words = [flags.contains(.tokenInitialised) ? "initialised" : "NOT initialised"]
    guard flags.contains(.tokenInitialised) else { return words }
    words.append(flags.contains(.loginRequired) ? "login required" : "no login required")
    words.append(flags.contains(.writeProtected) ? "write-protected" : "writable")
    if flags.contains(.protectedAuthenticationPath) { words.append("PIN entered at the device") }
    words.append(flags.contains(.hasRandomGenerator) ? "random generator" : "no random generator")
    return words
  }

  /// How the user's PIN stands, in words.
  package var pinStateInWords: String {
    guard flags.contains(.userPINInitialised) else { return "not set" }
    if flags.contains(.userPINLocked) { return "LOCKED after too many wrong tries" }
    if flags.contains(.userPINFinalTry) { return "set; ONE TRY LEFT before it locks" }
    if flags.contains(.userPINCountLow) { return "set; a wrong one was tried since the last login" }
    return flags.contains(.userPINToBeChanged) ? "set; has to be changed" : "set"
  }
}
