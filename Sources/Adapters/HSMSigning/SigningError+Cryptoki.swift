package import Cryptoki
package import Signing

extension SigningError {
  /// What a failure of the module means to somebody who wants a signature.
  package init(_ error: CryptokiError) {
    switch error {
    case .call(let function, let result):
      self = .device(
        function: function, code: result.rawValue, name: result.name, advice: result.advice,
        mayRetry: !Self.permanent.contains(result))
    case .nonsense, .publicKeyUnreadable:
      self = .malformedSignature(reason: error.description)
    case .fileMissing, .notLoadable, .notAModule, .parametersMissing, .callsUnderWay,
      .tokenMissing, .tokenAmbiguous, .noFreeSlot, .labelTooLong:
      self = .notOpened(reason: error.description)
    }
  }

  /// The codes that no other try changes.
  ///
  /// All others count as passing: devices fail in many ways, and
  /// accepted work is kept (law 3).
  private static let permanent: Set<CKResult> = [
    .functionNotSupported, .mechanismInvalid, .mechanismParamInvalid, .keySizeRange,
    .keyTypeInconsistent, .keyFunctionNotPermitted, .dataInvalid, .dataLenRange, .pinIncorrect,
    .pinInvalid, .pinLenRange, .pinExpired, .pinLocked, .userPINNotInitialized,
    .actionProhibited, .cantLock,
  ]
}
