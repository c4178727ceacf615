internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Making keys, wrapping and deriving them (PKCS #11 v2.40 §5.14).
  mutating func addKeys() {
    C_GenerateKey = { session, mechanism, template, count, key in
      faultyModule.perform(.generateKey, session: session) { call in
        call.creating(key) {
          call.functions.pointee.C_GenerateKey?(call.session, mechanism, template, count, key)
        }
      }
    }
    C_GenerateKeyPair = {
      session, mechanism, publicTemplate, publicCount, privateTemplate, privateCount, publicKey,
      privateKey in
      faultyModule.perform(.generateKeyPair, session: session) { call in
        call.creating(publicKey) {
          call.creating(privateKey) {
            call.functions.pointee.C_GenerateKeyPair?(
              call.session, mechanism, publicTemplate, publicCount, privateTemplate, privateCount,
              publicKey, privateKey)
          }
        }
      }
    }
    C_WrapKey = { session, mechanism, wrappingKey, key, output, outputLength in
      faultyModule.perform(.wrapKey, session: session, isQuery: output == nil) { call in
        guard let wrappingKey = call.object(wrappingKey), let key = call.object(key) else {
          return ReturnCode.keyHandleInvalid.rawValue
        }
        return call.functions.pointee.C_WrapKey?(
          call.session, mechanism, wrappingKey, key, output, outputLength)
      }
    }
    C_UnwrapKey = { session, mechanism, unwrappingKey, input, inputLength, template, count, key in
      faultyModule.perform(.unwrapKey, session: session) { call in
        guard let unwrappingKey = call.object(unwrappingKey) else {
          return ReturnCode.keyHandleInvalid.rawValue
        }
        return call.creating(key) {
          call.functions.pointee.C_UnwrapKey?(
            call.session, mechanism, unwrappingKey, input, inputLength, template, count, key)
        }
      }
    }
    C_DeriveKey = { session, mechanism, baseKey, template, count, key in
      faultyModule.perform(.deriveKey, session: session) { call in
        guard let baseKey = call.object(baseKey) else {
          return ReturnCode.keyHandleInvalid.rawValue
        }
        return call.creating(key) {
          call.functions.pointee.C_DeriveKey?(
            call.session, mechanism, baseKey, template, count, key)
        }
      }
    }
  }
}
