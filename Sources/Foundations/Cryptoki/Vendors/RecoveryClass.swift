/// What has to be made anew before a call that failed can be tried again (law 9).
package enum RecoveryClass: String, Sendable, Hashable, CaseIterable {
  /// Nothing; a moment later, or in another session, it may go well.
  case retry
  /// The session, and with it the handles of keys.
  case newSession
  /// The login.
  case newLogin
  /// The module: `C_Finalize` and `C_Initialize`.
  case newModule
  /// No repetition helps; somebody must mend something first.
  case stop
}
