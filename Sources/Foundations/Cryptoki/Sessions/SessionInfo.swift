internal import CCryptoki

/// What a token says of a session (`CK_SESSION_INFO`).
package struct SessionInfo: Sendable, Hashable {
  /// Who is logged in, and whether the session may write (`CK_STATE`).
  package enum State: UInt, Sendable, Hashable {
    case readOnlyPublic = 0
    case readOnlyUser = 1
    case readWritePublic = 2
    case readWriteUser = 3
    case readWriteSecurityOfficer = 4
  }

  package let slotID: UInt
  /// Nil for a state that the standard doesn't know.
  package let state: State?
  package let isReadWrite: Bool
  /// A number of the device's own, which some vendors document; 0 when all is well.
  package let deviceError: UInt

  init(_ info: CK_SESSION_INFO) {
    slotID = info.slotID
    state = State(rawValue: info.state)
    isReadWrite = info.flags & CK_FLAGS(CKF_RW_SESSION) != 0
    deviceError = info.ulDeviceError
  }

  package var isLoggedIn: Bool {
    switch state {
    case .readOnlyUser, .readWriteUser, .readWriteSecurityOfficer: true
    case .readOnlyPublic, .readWritePublic, nil: false
    }
  }
}

extension Session {
  /// What the token says of the session: whether it lives, and who is logged in.
  package func info() throws(CryptokiError) -> SessionInfo {
    var info = CK_SESSION_INFO()
    try check("C_GetSessionInfo", functions.C_GetSessionInfo) { $0(handle, &info) }
    return SessionInfo(info)
  }
}
