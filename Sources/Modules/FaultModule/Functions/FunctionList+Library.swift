internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// The library itself (PKCS #11 v2.40 §5.4).
  mutating func addLibrary() {
    C_Initialize = { arguments in faultyModule.initialise(arguments) }
    C_Finalize = { reserved in faultyModule.finalise(reserved) }
    C_GetInfo = { info in
      faultyModule.perform(.getInfo) { call in
        let code = call.functions.pointee.C_GetInfo?(info)
        if code == 0, let info { call.appearance.apply(to: &info.pointee) }
        return code
      }
    }
  }
}
