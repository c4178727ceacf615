extension RecoveryClass {
  /// The class of a code by what the standard says of it.
  static func standard(_ result: CKResult, in function: String) -> RecoveryClass {
    // At login the arguments are the user and his PIN, and a second try may lock the token (law 8).
    // A code that nobody knows may be a vendor's word for a wrong PIN.
    if function == "C_Login", result == .argumentsBad || byCode[result] == nil { return .stop }
    // Memory for a session comes back; room for a key does not.
    if result == .deviceMemory, function == "C_GenerateKeyPair" { return .stop }
    let recovery = byCode[result] ?? .newSession
    switch (function, recovery) {
    case ("C_Initialize", .retry), ("C_Initialize", .newSession), ("C_Initialize", .newLogin):
      return .newModule
    case ("C_OpenSession", .newSession):
      // No session is to blame; a module that says so has lost its own way to the device.
      return result == .sessionHandleInvalid || result == .deviceError ? .newModule : .retry
    default:
      return recovery
    }
  }

  static let byCode: [CKResult: RecoveryClass] = {
    var classes: [CKResult: RecoveryClass] = [:]
    for (recovery, results) in grouped { for result in results { classes[result] = recovery } }
    return classes
  }()

  static let grouped: [(RecoveryClass, [CKResult])] = [
    (
      .retry,
      [
        .ok, .cancel, .hostMemory, .deviceMemory, .functionFailed, .noEvent, .functionCanceled,
        .functionRejected, .sessionCount, .userAlreadyLoggedIn, .cryptokiAlreadyInitialized,
        .exceededMaxIterations,
      ]
    ),
    (
      // Handles of keys go with the session: keys must be found again, too.
      .newSession,
      [
        .generalError, .deviceError, .sessionClosed, .sessionHandleInvalid, .keyHandleInvalid,
        .keyChanged, .objectHandleInvalid, .operationActive, .operationNotInitialized,
      ]
    ),
    (.newLogin, [.userNotLoggedIn]),
    (
      // Most modules look for slots and tokens at C_Initialize only.
      .newModule,
      [
        .cryptokiNotInitialized, .deviceRemoved, .tokenNotPresent, .tokenNotRecognized,
        .slotIDInvalid, .mutexBad, .mutexNotLocked,
      ]
    ),
    (
      .stop,
      [
        .argumentsBad, .needToCreateThreads, .cantLock, .attributeReadOnly, .attributeSensitive,
        .attributeTypeInvalid, .attributeValueInvalid, .actionProhibited, .dataInvalid,
        .dataLenRange, .encryptedDataInvalid, .encryptedDataLenRange, .functionNotParallel,
        .functionNotSupported, .keySizeRange, .keyTypeInconsistent, .keyNotNeeded, .keyNeeded,
        .keyIndigestible, .keyFunctionNotPermitted, .keyNotWrappable, .keyUnextractable,
        .mechanismInvalid, .mechanismParamInvalid, .pinIncorrect, .pinInvalid, .pinLenRange,
        .pinExpired, .pinLocked, .sessionParallelNotSupported, .sessionReadOnly, .sessionExists,
        .sessionReadOnlyExists, .sessionReadWriteSoExists, .signatureInvalid, .signatureLenRange,
        .templateIncomplete, .templateInconsistent, .tokenWriteProtected,
        .unwrappingKeyHandleInvalid, .unwrappingKeySizeRange, .unwrappingKeyTypeInconsistent,
        .userPINNotInitialized, .userTypeInvalid, .userAnotherAlreadyLoggedIn, .userTooManyTypes,
        .wrappedKeyInvalid, .wrappedKeyLenRange, .wrappingKeyHandleInvalid,
        .wrappingKeySizeRange, .wrappingKeyTypeInconsistent, .randomSeedNotSupported,
        .randomNoRNG, .domainParamsInvalid, .curveNotSupported, .bufferTooSmall,
        .savedStateInvalid, .informationSensitive, .stateUnsaveable, .newPINMode, .nextOTP,
        .fipsSelfTestFailed, .libraryLoadFailed, .pinTooWeak, .publicKeyInvalid,
      ]
    ),
  ]
}
