internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Login and PINs (PKCS #11 v2.40 §5.5, §5.6).
  mutating func addLogin() {
    C_Login = { session, user, pin, length in
      faultyModule.perform(.login, session: session) { call in
        user == CK_USER_TYPE(CKU_USER)
          ? call.logInUser(pin, length)
          : call.logIn(user, pin, length)
      }
    }
    C_Logout = { session in
      faultyModule.perform(.logout, session: session) { call in
        let code = call.functions.pointee.C_Logout?(call.session)
        if code == 0, let slot = call.sessionSlot {
          call.module.withDevice { $0.noteLoggedOut(slot: slot) }
        }
        return code
      }
    }
    C_InitPIN = { session, pin, length in
      faultyModule.perform(.initPIN, session: session) { call in
        call.withRealPIN(pin, length) { pin, length in
          call.functions.pointee.C_InitPIN?(call.session, pin, length)
        }
      }
    }
    C_SetPIN = { session, oldPIN, oldLength, newPIN, newLength in
      faultyModule.perform(.setPIN, session: session) { call in
        call.withRealPIN(oldPIN, oldLength) { oldPIN, oldLength in
          call.withRealPIN(newPIN, newLength) { newPIN, newLength in
            call.functions.pointee.C_SetPIN?(
              call.session, oldPIN, oldLength, newPIN, newLength)
          }
        }
      }
    }
  }
}

extension RealCall {
  /// Logs the user in, when the PIN has the scenario's form and isn't locked.
  fileprivate func logInUser(_ pin: CK_UTF8CHAR_PTR?, _ length: CK_ULONG) -> CK_RV {
    guard let slot = sessionSlot else { return ReturnCode.sessionHandleInvalid.rawValue }
    module.restoreState()
    let rules = module.state.withLock { $0.device.scenario.pin }
    let form = rules.form(of: UnsafeBufferPointer(start: pin, count: pin == nil ? 0 : Int(length)))
    let (isLoggedIn, refusal) = module.withDevice { device in
      let isLoggedIn = device.isLoggedIn(slot: slot)
      return (isLoggedIn, isLoggedIn ? nil : device.refusalOfLogin(form, slot: slot))
    }
    if isLoggedIn { return ReturnCode.userAlreadyLoggedIn.rawValue }
    if let refusal {
      module.storeState()
      return refusal.rawValue
    }
    guard case .wellFormed(let range) = form else { return ReturnCode.pinIncorrect.rawValue }
    let code = logIn(
      CK_USER_TYPE(CKU_USER), pin.map { $0 + range.lowerBound }, CK_ULONG(range.count))
    let result = module.withDevice { device in
      device.noteLogin(ReturnCode(rawValue: code), slot: slot)
    }
    module.storeState()
    return result.rawValue
  }

  /// Logs in to the real module, from which a login is taken first that the device lost.
  fileprivate func logIn(
    _ user: CK_USER_TYPE, _ pin: CK_UTF8CHAR_PTR?, _ length: CK_ULONG
  ) -> CK_RV {
    let unsupported = ReturnCode.functionNotSupported.rawValue
    let code = functions.pointee.C_Login?(session, user, pin, length) ?? unsupported
    guard code == ReturnCode.userAlreadyLoggedIn.rawValue, user == CK_USER_TYPE(CKU_USER) else {
      return code
    }
    _ = functions.pointee.C_Logout?(session)
    return functions.pointee.C_Login?(session, user, pin, length) ?? unsupported
  }

  /// Lends the real module's part of a PIN; the security officer's are passed as they are.
  fileprivate func withRealPIN(
    _ pin: CK_UTF8CHAR_PTR?, _ length: CK_ULONG, _ body: (CK_UTF8CHAR_PTR?, CK_ULONG) -> CK_RV?
  ) -> CK_RV? {
    let rules = module.state.withLock { $0.device.scenario.pin }
    let bytes = UnsafeBufferPointer(start: pin, count: pin == nil ? 0 : Int(length))
    guard case .wellFormed(let range) = rules.form(of: bytes) else { return body(pin, length) }
    return body(pin.map { $0 + range.lowerBound }, CK_ULONG(range.count))
  }
}
