public import CCryptoki

/// Gives the module's function list (PKCS #11 v2.40 §5.4); the only symbol that programs look for.
@_cdecl("C_GetFunctionList")
public func functionList(
  _ list: UnsafeMutablePointer<UnsafeMutablePointer<CK_FUNCTION_LIST>?>?
) -> CK_RV {
  guard let list else { return CK_RV(CKR_ARGUMENTS_BAD) }
  list.pointee = entryPoints.list
  return CK_RV(CKR_OK)
}

/// The module's function list, for as long as the process lasts.
private let entryPoints = EntryPoints()

/// `@unchecked`: the list is filled before anybody sees it, and never changed.
private struct EntryPoints: @unchecked Sendable {
  let list: UnsafeMutablePointer<CK_FUNCTION_LIST>

  init() {
    list = .allocate(capacity: 1)
    var functions = CK_FUNCTION_LIST()
    functions.version = CK_VERSION(major: 2, minor: 40)
    functions.C_GetFunctionList = { functionList($0) }
    functions.addLibrary()
    functions.addSlots()
    functions.addSessions()
    functions.addLogin()
    functions.addObjects()
    functions.addEncryption()
    functions.addDigests()
    functions.addSignatures()
    functions.addVerification()
    functions.addKeys()
    list.initialize(to: functions)
  }
}
