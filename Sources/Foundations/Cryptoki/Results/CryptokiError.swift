/// What went wrong between this process and a PKCS #11 module.
package enum CryptokiError: Error, Hashable, Sendable {
  /// A function of the module returned something other than `CKR_OK`.
  case call(function: String, result: CKResult)
  /// A function of the module succeeded with a result that the standard does not allow.
  case nonsense(function: String, reason: String)

  /// There is no file at the module's path.
  case fileMissing(path: String)
  /// The file is no shared library that this process can load; `reason` is the loader's.
  case notLoadable(path: String, reason: String)
  /// The library has no `C_GetFunctionList`, so it is no PKCS #11 module.
  case notAModule(path: String)

  /// The variable that holds what this module wants to be initialised with is not set.
  case parametersMissing(module: String, variable: String)
  /// The module can't start anew while calls are in it, and some don't come back.
  case callsUnderWay(module: String, count: Int, waited: Duration)

  /// No initialised token is so selected; `present` lists those that are there.
  case tokenMissing(selection: TokenSelection, module: String, present: [Token])
  /// More than one token is so selected.
  case tokenAmbiguous(selection: TokenSelection, module: String, matching: [Token])
  /// Every slot holds a token that is initialised already.
  case noFreeSlot(module: String)
  /// A label longer than the 32 bytes that a token has for it.
  case labelTooLong(label: String)
  /// A public key whose attributes form no key that is known here.
  case publicKeyUnreadable(reason: String)
}

extension CryptokiError {
  /// The code that the module returned, if it came to that.
  package var result: CKResult? {
    guard case .call(_, let result) = self else { return nil }
    return result
  }

  /// The function of the module that failed, as `C_Login`.
  package var function: String? {
    switch self {
    case .call(let function, _), .nonsense(let function, _): function
    case .fileMissing, .notLoadable, .notAModule, .parametersMissing, .callsUnderWay,
      .tokenMissing, .tokenAmbiguous, .noFreeSlot, .labelTooLong, .publicKeyUnreadable:
      nil
    }
  }
}

extension CryptokiError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .call(let function, let result):
      "\(function) returned \(result): \(result.advice(in: function))"
    case .nonsense(let function, let reason):
      "\(function) succeeded, yet \(reason); the module is faulty"
    case .fileMissing(let path):
      "there is no PKCS #11 module at \(path); correct the path, or install the module"
    case .notLoadable(let path, let reason):
      "\(path) cannot be loaded as a PKCS #11 module: \(reason)"
    case .notAModule(let path):
      "\(path) is a library, but no PKCS #11 module: it has no C_GetFunctionList"
    case .parametersMissing(let module, let variable):
      "\(module) wants to be told where its database is; set \(variable) to "
        + "configDir='sql:DIRECTORY' certPrefix='' keyPrefix='' secmod='secmod.db' flags="
    case .callsUnderWay(let module, let count, let waited):
      "\(module) cannot start anew: \(count == 1 ? "a call has" : "\(count) calls have") not come "
        + "back for \(waited.inWords); should this last, restart this program"
    case .tokenMissing(let selection, let module, let present):
      "no token with \(selection) in \(module); "
        + (present.isEmpty ? "it has no initialised tokens" : "there are \(list(present))")
    case .tokenAmbiguous(let selection, let module, let matching):
      "\(matching.count) tokens with \(selection) in \(module): \(list(matching)); "
        + "select by serial instead"
    case .noFreeSlot(let module):
      "every slot of \(module) holds an initialised token; name the slot whose token may be erased"
    case .labelTooLong(let label):
      "the token label \"\(label)\" is longer than 32 bytes; choose a shorter one"
    case .publicKeyUnreadable(let reason):
      "the public key on the token is not usable: \(reason)"
    }
  }

  private func list(_ tokens: [Token]) -> String {
    tokens.map(\.summary).joined(separator: ", ")
  }
}

extension Duration {
  fileprivate var inWords: String {
    self < .seconds(1)
      ? "\(components.attoseconds / 1_000_000_000_000_000) ms" : "\(components.seconds) s"
  }
}
