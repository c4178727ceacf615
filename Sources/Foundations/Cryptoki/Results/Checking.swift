/// Calls a function of a module and turns everything but `CKR_OK` into an error.
///
/// - Parameters:
///   - name: The function's name, for the error.
///   - function: The entry of the function list; absent functions count as not supported.
///   - invoke: Makes the call.
func check<Function>(
  _ name: String, _ function: Function?, _ invoke: (Function) -> UInt
) throws(CryptokiError) {
  guard let function else { throw .call(function: name, result: .functionNotSupported) }
  let result = CKResult(rawValue: invoke(function))
  guard result == .ok else { throw .call(function: name, result: result) }
}
