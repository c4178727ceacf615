internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Sessions (PKCS #11 v2.40 §5.6).
  mutating func addSessions() {
    C_OpenSession = { slot, flags, application, notify, session in
      faultyModule.openSession(slot, flags, application, notify, session)
    }
    C_CloseSession = { session in
      faultyModule.perform(.closeSession, session: session) { call in
        call.functions.pointee.C_CloseSession?(call.session)
      } note: { device, _, result in
        if result == .ok { device.forgetSession(session) }
      }
    }
    C_CloseAllSessions = { slot in
      faultyModule.perform(.closeAllSessions) { call in
        call.module.withDevice { $0.closeSessions(ofSlot: call.slot(slot)) }
        return 0
      }
    }
    C_GetSessionInfo = { session, info in
      faultyModule.perform(.getSessionInfo, session: session) { call in
        let code = call.functions.pointee.C_GetSessionInfo?(call.session, info)
        if code == 0, let info { info.pointee.slotID &+= call.operation.slotShift }
        return code
      }
    }
    C_GetOperationState = { session, state, length in
      faultyModule.perform(.getOperationState, session: session, isQuery: state == nil) { call in
        call.functions.pointee.C_GetOperationState?(call.session, state, length)
      }
    }
    C_SetOperationState = { session, state, length, encryptionKey, authenticationKey in
      faultyModule.perform(.setOperationState, session: session) { call in
        let encryptionKey = encryptionKey == 0 ? 0 : call.object(encryptionKey)
        let authenticationKey = authenticationKey == 0 ? 0 : call.object(authenticationKey)
        guard let encryptionKey, let authenticationKey else {
          return ReturnCode.keyHandleInvalid.rawValue
        }
        return call.functions.pointee.C_SetOperationState?(
          call.session, state, length, encryptionKey, authenticationKey)
      }
    }
  }
}

extension FaultyModule {
  fileprivate func openSession(
    _ slot: CK_SLOT_ID, _ flags: CK_FLAGS, _ application: UnsafeMutableRawPointer?,
    _ notify: CK_NOTIFY?, _ session: CK_SESSION_HANDLE_PTR?
  ) -> CK_RV {
    var real: CK_SESSION_HANDLE = 0
    var handle: CK_SESSION_HANDLE = 0
    var isReserved = false
    let isReadWrite = flags & CK_FLAGS(CKF_RW_SESSION) != 0
    let code = perform(.openSession) { call in
      guard session != nil else { return ReturnCode.argumentsBad.rawValue }
      if let refusal = withDevice({ $0.refusalOfSession(isReadWrite: isReadWrite) }) {
        return refusal.rawValue
      }
      isReserved = true
      return call.functions.pointee.C_OpenSession?(
        call.slot(slot), flags, application, notify, &real)
    } note: { device, operation, result in
      guard isReserved else { return }
      if result != .ok {
        device.forgetOpening()
      } else if device.isCurrent(operation) {
        handle = device.registerSession(real: real, slot: slot &- operation.slotShift)
      } else {
        device.abandonOpening(real: real)
      }
    }
    if code == 0 { session?.pointee = handle }
    return code
  }
}
