internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Digests, functions of two purposes, random numbers (PKCS #11 v2.40 §5.10, §5.13, §5.15).
  mutating func addDigests() {
    C_DigestInit = { session, mechanism in
      faultyModule.perform(.digestInit, session: session) { call in
        call.functions.pointee.C_DigestInit?(call.session, mechanism)
      }
    }
    C_Digest = { session, input, inputLength, digest, digestLength in
      faultyModule.perform(.digest, session: session, isQuery: digest == nil) { call in
        call.functions.pointee.C_Digest?(call.session, input, inputLength, digest, digestLength)
      }
    }
    C_DigestUpdate = { session, input, inputLength in
      faultyModule.perform(.digestUpdate, session: session) { call in
        call.functions.pointee.C_DigestUpdate?(call.session, input, inputLength)
      }
    }
    C_DigestKey = { session, key in
      faultyModule.perform(.digestKey, session: session) { call in
        guard let key = call.object(key) else { return ReturnCode.keyHandleInvalid.rawValue }
        return call.functions.pointee.C_DigestKey?(call.session, key)
      }
    }
    C_DigestFinal = { session, digest, digestLength in
      faultyModule.perform(.digestFinal, session: session, isQuery: digest == nil) { call in
        call.functions.pointee.C_DigestFinal?(call.session, digest, digestLength)
      }
    }
    C_DigestEncryptUpdate = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.digestEncryptUpdate, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_DigestEncryptUpdate?(
          call.session, input, inputLength, output, outputLength)
      }
    }
    C_DecryptDigestUpdate = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.decryptDigestUpdate, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_DecryptDigestUpdate?(
          call.session, input, inputLength, output, outputLength)
      }
    }
    C_SignEncryptUpdate = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.signEncryptUpdate, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_SignEncryptUpdate?(
          call.session, input, inputLength, output, outputLength)
      }
    }
    C_DecryptVerifyUpdate = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.decryptVerifyUpdate, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_DecryptVerifyUpdate?(
          call.session, input, inputLength, output, outputLength)
      }
    }
    C_SeedRandom = { session, seed, length in
      faultyModule.perform(.seedRandom, session: session) { call in
        call.functions.pointee.C_SeedRandom?(call.session, seed, length)
      }
    }
    C_GenerateRandom = { session, bytes, length in
      faultyModule.perform(.generateRandom, session: session) { call in
        call.functions.pointee.C_GenerateRandom?(call.session, bytes, length)
      }
    }
    C_GetFunctionStatus = { session in
      faultyModule.perform(.getFunctionStatus, session: session) { call in
        call.functions.pointee.C_GetFunctionStatus?(call.session)
      }
    }
    C_CancelFunction = { session in
      faultyModule.perform(.cancelFunction, session: session) { call in
        call.functions.pointee.C_CancelFunction?(call.session)
      }
    }
  }
}
