internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Signatures (PKCS #11 v2.40 §5.11).
  mutating func addSignatures() {
    C_SignInit = { session, mechanism, key in
      faultyModule.perform(.signInit, session: session) { call in
        guard let real = call.object(key) else { return ReturnCode.keyHandleInvalid.rawValue }
        let code = call.functions.pointee.C_SignInit?(call.session, mechanism, real)
        guard code == ReturnCode.operationActive.rawValue, call.dropSignature() else { return code }
        return call.functions.pointee.C_SignInit?(call.session, mechanism, real)
      } note: { device, _, result in
        if result == .ok { device.noteSigningKey(key, session: session) }
      }
    }
    C_Sign = { session, input, inputLength, signature, signatureLength in
      let isQuery = signature == nil
      return faultyModule.perform(.sign, session: session, isQuery: isQuery) { call in
        call.functions.pointee.C_Sign?(
          call.session, input, inputLength, signature, signatureLength)
      } note: { device, _, result in
        if result == .ok, !isQuery { device.noteSignature(session: session) }
      }
    }
    C_SignUpdate = { session, input, inputLength in
      faultyModule.perform(.signUpdate, session: session) { call in
        call.functions.pointee.C_SignUpdate?(call.session, input, inputLength)
      }
    }
    C_SignFinal = { session, signature, signatureLength in
      let isQuery = signature == nil
      return faultyModule.perform(.signFinal, session: session, isQuery: isQuery) { call in
        call.functions.pointee.C_SignFinal?(call.session, signature, signatureLength)
      } note: { device, _, result in
        if result == .ok, !isQuery { device.noteSignature(session: session) }
      }
    }
    C_SignRecoverInit = { session, mechanism, key in
      faultyModule.perform(.signRecoverInit, session: session) { call in
        guard let key = call.object(key) else { return ReturnCode.keyHandleInvalid.rawValue }
        return call.functions.pointee.C_SignRecoverInit?(call.session, mechanism, key)
      }
    }
    C_SignRecover = { session, input, inputLength, signature, signatureLength in
      faultyModule.perform(.signRecover, session: session, isQuery: signature == nil) { call in
        call.functions.pointee.C_SignRecover?(
          call.session, input, inputLength, signature, signatureLength)
      }
    }
  }
}

extension RealCall {
  /// Ends a signature that a fault kept from the real module, where it is still under way.
  ///
  /// An error of `C_Sign` ends the operation (PKCS #11 v2.40 §5.2), but the real module never heard
  /// of it. The signature made here is seen by nobody.
  ///
  /// - Returns: False when the application itself left the operation open.
  fileprivate func dropSignature() -> Bool {
    guard let session = operation.session,
      module.state.withLock({ $0.device.takeUnfinishedSignature(ofSession: session) })
    else { return false }
    var input = [UInt8](repeating: 0, count: 32)
    var output = [UInt8](repeating: 0, count: 4096)
    var length = CK_ULONG(output.count)
    _ = functions.pointee.C_Sign?(self.session, &input, CK_ULONG(input.count), &output, &length)
    return true
  }
}
