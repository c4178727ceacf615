internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Objects (PKCS #11 v2.40 §5.7).
  mutating func addObjects() {
    C_CreateObject = { session, template, count, object in
      faultyModule.perform(.createObject, session: session) { call in
        call.creating(object) {
          call.functions.pointee.C_CreateObject?(call.session, template, count, object)
        }
      }
    }
    C_CopyObject = { session, original, template, count, object in
      faultyModule.perform(.copyObject, session: session) { call in
        guard let original = call.object(original) else {
          return ReturnCode.objectHandleInvalid.rawValue
        }
        return call.creating(object) {
          call.functions.pointee.C_CopyObject?(call.session, original, template, count, object)
        }
      }
    }
    C_DestroyObject = { session, object in
      faultyModule.perform(.destroyObject, session: session) { call in
        guard let real = call.object(object) else {
          return ReturnCode.objectHandleInvalid.rawValue
        }
        return call.functions.pointee.C_DestroyObject?(call.session, real)
      } note: { device, _, result in
        if result == .ok { device.objects.remove(object) }
      }
    }
    C_GetObjectSize = { session, object, size in
      faultyModule.perform(.getObjectSize, session: session) { call in
        guard let object = call.object(object) else {
          return ReturnCode.objectHandleInvalid.rawValue
        }
        return call.functions.pointee.C_GetObjectSize?(call.session, object, size)
      }
    }
    C_GetAttributeValue = { session, object, template, count in
      faultyModule.perform(.getAttributeValue, session: session) { call in
        guard let object = call.object(object) else {
          return ReturnCode.objectHandleInvalid.rawValue
        }
        return call.functions.pointee.C_GetAttributeValue?(call.session, object, template, count)
      }
    }
    C_SetAttributeValue = { session, object, template, count in
      faultyModule.perform(.setAttributeValue, session: session) { call in
        guard let real = call.object(object) else {
          return ReturnCode.objectHandleInvalid.rawValue
        }
        return call.functions.pointee.C_SetAttributeValue?(call.session, real, template, count)
      }
    }
    C_FindObjectsInit = { session, template, count in
      faultyModule.perform(.findObjectsInit, session: session) { call in
        let code = call.functions.pointee.C_FindObjectsInit?(call.session, template, count)
        guard code == ReturnCode.operationActive.rawValue, call.dropSearch() else { return code }
        return call.functions.pointee.C_FindObjectsInit?(call.session, template, count)
      }
    }
    C_FindObjects = { session, objects, limit, count in
      faultyModule.perform(.findObjects, session: session) { call in
        let code = call.functions.pointee.C_FindObjects?(call.session, objects, limit, count)
        guard code == 0, let objects, let count else { return code }
        for index in 0..<Int(count.pointee) {
          objects[index] = call.handle(ofReal: objects[index])
        }
        return code
      }
    }
    C_FindObjectsFinal = { session in
      faultyModule.perform(.findObjectsFinal, session: session) { call in
        call.functions.pointee.C_FindObjectsFinal?(call.session)
      }
    }
  }
}

extension RealCall {
  /// Makes an object, and gives the application its handle for it.
  func creating(_ object: CK_OBJECT_HANDLE_PTR?, _ create: () -> CK_RV?) -> CK_RV? {
    let code = create()
    if code == 0, let object { object.pointee = handle(ofReal: object.pointee) }
    return code
  }

  /// Ends a search that a fault kept the application from ending.
  fileprivate func dropSearch() -> Bool {
    guard let session = operation.session,
      module.state.withLock({ $0.device.takeUnfinishedSearch(ofSession: session) })
    else { return false }
    _ = functions.pointee.C_FindObjectsFinal?(self.session)
    return true
  }
}
