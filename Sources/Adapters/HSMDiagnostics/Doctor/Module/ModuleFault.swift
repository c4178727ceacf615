package import Cryptoki

/// Why a call of the doctor's came to nothing.
package enum ModuleFault: Error, Sendable, Hashable {
  /// What the module returned, or the loader said.
  case cryptoki(CryptokiError)
  /// The call is still under way; its thread has been given up.
  case noAnswer(function: String, limit: Duration)
}

extension ModuleFault {
  /// The function that hangs, if that is the fault.
  var hangingFunction: String? {
    guard case .noAnswer(let function, _) = self else { return nil }
    return function
  }

  /// The code that the module returned, if it came to that.
  package var result: CKResult? {
    guard case .cryptoki(let error) = self else { return nil }
    return error.result
  }
}
