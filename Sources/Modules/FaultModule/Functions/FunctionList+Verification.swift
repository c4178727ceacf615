internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Verification (PKCS #11 v2.40 §5.12).
  mutating func addVerification() {
    C_VerifyInit = { session, mechanism, key in
      faultyModule.perform(.verifyInit, session: session) { call in
        guard let key = call.object(key) else { return ReturnCode.keyHandleInvalid.rawValue }
        return call.functions.pointee.C_VerifyInit?(call.session, mechanism, key)
      }
    }
    C_Verify = { session, input, inputLength, signature, signatureLength in
      faultyModule.perform(.verify, session: session) { call in
        call.functions.pointee.C_Verify?(
          call.session, input, inputLength, signature, signatureLength)
      }
    }
    C_VerifyUpdate = { session, input, inputLength in
      faultyModule.perform(.verifyUpdate, session: session) { call in
        call.functions.pointee.C_VerifyUpdate?(call.session, input, inputLength)
      }
    }
    C_VerifyFinal = { session, signature, signatureLength in
      faultyModule.perform(.verifyFinal, session: session) { call in
        call.functions.pointee.C_VerifyFinal?(call.session, signature, signatureLength)
      }
    }
    C_VerifyRecoverInit = { session, mechanism, key in
      faultyModule.perform(.verifyRecoverInit, session: session) { call in
        guard let key = call.object(key) else { return ReturnCode.keyHandleInvalid.rawValue }
        return call.functions.pointee.C_VerifyRecoverInit?(call.session, mechanism, key)
      }
    }
    C_VerifyRecover = { session, signature, signatureLength, output, outputLength in
      faultyModule.perform(.verifyRecover, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_VerifyRecover?(
          call.session, signature, signatureLength, output, outputLength)
      }
    }
  }
}
