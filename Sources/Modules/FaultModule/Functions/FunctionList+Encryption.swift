internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Encryption and decryption (PKCS #11 v2.40 §5.8, §5.9).
  mutating func addEncryption() {
    C_EncryptInit = { session, mechanism, key in
      faultyModule.perform(.encryptInit, session: session) { call in
        guard let key = call.object(key) else { return ReturnCode.keyHandleInvalid.rawValue }
        return call.functions.pointee.C_EncryptInit?(call.session, mechanism, key)
      }
    }
    C_Encrypt = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.encrypt, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_Encrypt?(call.session, input, inputLength, output, outputLength)
      }
    }
    C_EncryptUpdate = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.encryptUpdate, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_EncryptUpdate?(
          call.session, input, inputLength, output, outputLength)
      }
    }
    C_EncryptFinal = { session, output, outputLength in
      faultyModule.perform(.encryptFinal, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_EncryptFinal?(call.session, output, outputLength)
      }
    }
    C_DecryptInit = { session, mechanism, key in
      faultyModule.perform(.decryptInit, session: session) { call in
        guard let key = call.object(key) else { return ReturnCode.keyHandleInvalid.rawValue }
        return call.functions.pointee.C_DecryptInit?(call.session, mechanism, key)
      }
    }
    C_Decrypt = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.decrypt, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_Decrypt?(call.session, input, inputLength, output, outputLength)
      }
    }
    C_DecryptUpdate = { session, input, inputLength, output, outputLength in
      faultyModule.perform(.decryptUpdate, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_DecryptUpdate?(
          call.session, input, inputLength, output, outputLength)
      }
    }
    C_DecryptFinal = { session, output, outputLength in
      faultyModule.perform(.decryptFinal, session: session, isQuery: output == nil) { call in
        call.functions.pointee.C_DecryptFinal?(call.session, output, outputLength)
      }
    }
  }
}
