/// The constants of PKCS #11 v2.40 §7.6 ("CK_RV").
extension CKResult {
  package static let ok = CKResult(rawValue: 0x00)
  package static let cancel = CKResult(rawValue: 0x01)
  package static let hostMemory = CKResult(rawValue: 0x02)
  package static let slotIDInvalid = CKResult(rawValue: 0x03)
  package static let generalError = CKResult(rawValue: 0x05)
  package static let functionFailed = CKResult(rawValue: 0x06)
  package static let argumentsBad = CKResult(rawValue: 0x07)
  package static let noEvent = CKResult(rawValue: 0x08)
  package static let needToCreateThreads = CKResult(rawValue: 0x09)
  package static let cantLock = CKResult(rawValue: 0x0a)
  package static let attributeReadOnly = CKResult(rawValue: 0x10)
  package static let attributeSensitive = CKResult(rawValue: 0x11)
  package static let attributeTypeInvalid = CKResult(rawValue: 0x12)
  package static let attributeValueInvalid = CKResult(rawValue: 0x13)
  package static let actionProhibited = CKResult(rawValue: 0x1b)
  package static let dataInvalid = CKResult(rawValue: 0x20)
  package static let dataLenRange = CKResult(rawValue: 0x21)
  package static let deviceError = CKResult(rawValue: 0x30)
  package static let deviceMemory = CKResult(rawValue: 0x31)
  package static let deviceRemoved = CKResult(rawValue: 0x32)
  package static let encryptedDataInvalid = CKResult(rawValue: 0x40)
  package static let encryptedDataLenRange = CKResult(rawValue: 0x41)
  package static let functionCanceled = CKResult(rawValue: 0x50)
  package static let functionNotParallel = CKResult(rawValue: 0x51)
  package static let functionNotSupported = CKResult(rawValue: 0x54)
  package static let keyHandleInvalid = CKResult(rawValue: 0x60)
  package static let keySizeRange = CKResult(rawValue: 0x62)
  package static let keyTypeInconsistent = CKResult(rawValue: 0x63)
  package static let keyNotNeeded = CKResult(rawValue: 0x64)
  package static let keyChanged = CKResult(rawValue: 0x65)
  package static let keyNeeded = CKResult(rawValue: 0x66)
  package static let keyIndigestible = CKResult(rawValue: 0x67)
  package static let keyFunctionNotPermitted = CKResult(rawValue: 0x68)
  package static let keyNotWrappable = CKResult(rawValue: 0x69)
  package static let keyUnextractable = CKResult(rawValue: 0x6a)
  package static let mechanismInvalid = CKResult(rawValue: 0x70)
  package static let mechanismParamInvalid = CKResult(rawValue: 0x71)
  package static let objectHandleInvalid = CKResult(rawValue: 0x82)
  package static let operationActive = CKResult(rawValue: 0x90)
  package static let operationNotInitialized = CKResult(rawValue: 0x91)
  package static let pinIncorrect = CKResult(rawValue: 0xa0)
  package static let pinInvalid = CKResult(rawValue: 0xa1)
  package static let pinLenRange = CKResult(rawValue: 0xa2)
  package static let pinExpired = CKResult(rawValue: 0xa3)
  package static let pinLocked = CKResult(rawValue: 0xa4)
  package static let sessionClosed = CKResult(rawValue: 0xb0)
  package static let sessionCount = CKResult(rawValue: 0xb1)
  package static let sessionHandleInvalid = CKResult(rawValue: 0xb3)
  package static let sessionParallelNotSupported = CKResult(rawValue: 0xb4)
  package static let sessionReadOnly = CKResult(rawValue: 0xb5)
  package static let sessionExists = CKResult(rawValue: 0xb6)
  package static let sessionReadOnlyExists = CKResult(rawValue: 0xb7)
  package static let sessionReadWriteSoExists = CKResult(rawValue: 0xb8)
  package static let signatureInvalid = CKResult(rawValue: 0xc0)
  package static let signatureLenRange = CKResult(rawValue: 0xc1)
  package static let templateIncomplete = CKResult(rawValue: 0xd0)
  package static let templateInconsistent = CKResult(rawValue: 0xd1)
  package static let tokenNotPresent = CKResult(rawValue: 0xe0)
  package static let tokenNotRecognized = CKResult(rawValue: 0xe1)
  package static let tokenWriteProtected = CKResult(rawValue: 0xe2)
  package static let unwrappingKeyHandleInvalid = CKResult(rawValue: 0xf0)
  package static let unwrappingKeySizeRange = CKResult(rawValue: 0xf1)
  package static let unwrappingKeyTypeInconsistent = CKResult(rawValue: 0xf2)
  package static let userAlreadyLoggedIn = CKResult(rawValue: 0x100)
  package static let userNotLoggedIn = CKResult(rawValue: 0x101)
  package static let userPINNotInitialized = CKResult(rawValue: 0x102)
  package static let userTypeInvalid = CKResult(rawValue: 0x103)
  package static let userAnotherAlreadyLoggedIn = CKResult(rawValue: 0x104)
  package static let userTooManyTypes = CKResult(rawValue: 0x105)
  package static let wrappedKeyInvalid = CKResult(rawValue: 0x110)
  package static let wrappedKeyLenRange = CKResult(rawValue: 0x112)
  package static let wrappingKeyHandleInvalid = CKResult(rawValue: 0x113)
  package static let wrappingKeySizeRange = CKResult(rawValue: 0x114)
  package static let wrappingKeyTypeInconsistent = CKResult(rawValue: 0x115)
  package static let randomSeedNotSupported = CKResult(rawValue: 0x120)
  package static let randomNoRNG = CKResult(rawValue: 0x121)
  package static let domainParamsInvalid = CKResult(rawValue: 0x130)
  package static let curveNotSupported = CKResult(rawValue: 0x140)
  package static let bufferTooSmall = CKResult(rawValue: 0x150)
  package static let savedStateInvalid = CKResult(rawValue: 0x160)
  package static let informationSensitive = CKResult(rawValue: 0x170)
  package static let stateUnsaveable = CKResult(rawValue: 0x180)
  package static let cryptokiNotInitialized = CKResult(rawValue: 0x190)
  package static let cryptokiAlreadyInitialized = CKResult(rawValue: 0x191)
  package static let mutexBad = CKResult(rawValue: 0x1a0)
  package static let mutexNotLocked = CKResult(rawValue: 0x1a1)
  package static let newPINMode = CKResult(rawValue: 0x1b0)
  package static let nextOTP = CKResult(rawValue: 0x1b1)
  package static let exceededMaxIterations = CKResult(rawValue: 0x1c0)
  package static let fipsSelfTestFailed = CKResult(rawValue: 0x1c1)
  package static let libraryLoadFailed = CKResult(rawValue: 0x1c2)
  package static let pinTooWeak = CKResult(rawValue: 0x1c3)
  package static let publicKeyInvalid = CKResult(rawValue: 0x1c4)
  package static let functionRejected = CKResult(rawValue: 0x200)

  /// The names of the standard's codes.
  static let names: [CKResult: String] = [
    .ok: "CKR_OK",
    .cancel: "CKR_CANCEL",
    .hostMemory: "CKR_HOST_MEMORY",
    .slotIDInvalid: "CKR_SLOT_ID_INVALID",
    .generalError: "CKR_GENERAL_ERROR",
    .functionFailed: "CKR_FUNCTION_FAILED",
    .argumentsBad: "CKR_ARGUMENTS_BAD",
    .noEvent: "CKR_NO_EVENT",
    .needToCreateThreads: "CKR_NEED_TO_CREATE_THREADS",
    .cantLock: "CKR_CANT_LOCK",
    .attributeReadOnly: "CKR_ATTRIBUTE_READ_ONLY",
    .attributeSensitive: "CKR_ATTRIBUTE_SENSITIVE",
    .attributeTypeInvalid: "CKR_ATTRIBUTE_TYPE_INVALID",
    .attributeValueInvalid: "CKR_ATTRIBUTE_VALUE_INVALID",
    .actionProhibited: "CKR_ACTION_PROHIBITED",
    .dataInvalid: "CKR_DATA_INVALID",
    .dataLenRange: "CKR_DATA_LEN_RANGE",
    .deviceError: "CKR_DEVICE_ERROR",
    .deviceMemory: "CKR_DEVICE_MEMORY",
    .deviceRemoved: "CKR_DEVICE_REMOVED",
    .encryptedDataInvalid: "CKR_ENCRYPTED_DATA_INVALID",
    .encryptedDataLenRange: "CKR_ENCRYPTED_DATA_LEN_RANGE",
    .functionCanceled: "CKR_FUNCTION_CANCELED",
    .functionNotParallel: "CKR_FUNCTION_NOT_PARALLEL",
    .functionNotSupported: "CKR_FUNCTION_NOT_SUPPORTED",
    .keyHandleInvalid: "CKR_KEY_HANDLE_INVALID",
    .keySizeRange: "CKR_KEY_SIZE_RANGE",
    .keyTypeInconsistent: "CKR_KEY_TYPE_INCONSISTENT",
    .keyNotNeeded: "CKR_KEY_NOT_NEEDED",
    .keyChanged: "CKR_KEY_CHANGED",
    .keyNeeded: "CKR_KEY_NEEDED",
    .keyIndigestible: "CKR_KEY_INDIGESTIBLE",
    .keyFunctionNotPermitted: "CKR_KEY_FUNCTION_NOT_PERMITTED",
    .keyNotWrappable: "CKR_KEY_NOT_WRAPPABLE",
    .keyUnextractable: "CKR_KEY_UNEXTRACTABLE",
    .mechanismInvalid: "CKR_MECHANISM_INVALID",
    .mechanismParamInvalid: "CKR_MECHANISM_PARAM_INVALID",
    .objectHandleInvalid: "CKR_OBJECT_HANDLE_INVALID",
    .operationActive: "CKR_OPERATION_ACTIVE",
    .operationNotInitialized: "CKR_OPERATION_NOT_INITIALIZED",
    .pinIncorrect: "CKR_PIN_INCORRECT",
    .pinInvalid: "CKR_PIN_INVALID",
    .pinLenRange: "CKR_PIN_LEN_RANGE",
    .pinExpired: "CKR_PIN_EXPIRED",
    .pinLocked: "CKR_PIN_LOCKED",
    .sessionClosed: "CKR_SESSION_CLOSED",
    .sessionCount: "CKR_SESSION_COUNT",
    .sessionHandleInvalid: "CKR_SESSION_HANDLE_INVALID",
    .sessionParallelNotSupported: "CKR_SESSION_PARALLEL_NOT_SUPPORTED",
    .sessionReadOnly: "CKR_SESSION_READ_ONLY",
    .sessionExists: "CKR_SESSION_EXISTS",
    .sessionReadOnlyExists: "CKR_SESSION_READ_ONLY_EXISTS",
    .sessionReadWriteSoExists: "CKR_SESSION_READ_WRITE_SO_EXISTS",
    .signatureInvalid: "CKR_SIGNATURE_INVALID",
    .signatureLenRange: "CKR_SIGNATURE_LEN_RANGE",
    .templateIncomplete: "CKR_TEMPLATE_INCOMPLETE",
    .templateInconsistent: "CKR_TEMPLATE_INCONSISTENT",
    .tokenNotPresent: "CKR_TOKEN_NOT_PRESENT",
    .tokenNotRecognized: "CKR_TOKEN_NOT_RECOGNIZED",
    .tokenWriteProtected: "CKR_TOKEN_WRITE_PROTECTED",
    .unwrappingKeyHandleInvalid: "CKR_UNWRAPPING_KEY_HANDLE_INVALID",
    .unwrappingKeySizeRange: "CKR_UNWRAPPING_KEY_SIZE_RANGE",
    .unwrappingKeyTypeInconsistent: "CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT",
    .userAlreadyLoggedIn: "CKR_USER_ALREADY_LOGGED_IN",
    .userNotLoggedIn: "CKR_USER_NOT_LOGGED_IN",
    .userPINNotInitialized: "CKR_USER_PIN_NOT_INITIALIZED",
    .userTypeInvalid: "CKR_USER_TYPE_INVALID",
    .userAnotherAlreadyLoggedIn: "CKR_USER_ANOTHER_ALREADY_LOGGED_IN",
    .userTooManyTypes: "CKR_USER_TOO_MANY_TYPES",
    .wrappedKeyInvalid: "CKR_WRAPPED_KEY_INVALID",
    .wrappedKeyLenRange: "CKR_WRAPPED_KEY_LEN_RANGE",
    .wrappingKeyHandleInvalid: "CKR_WRAPPING_KEY_HANDLE_INVALID",
    .wrappingKeySizeRange: "CKR_WRAPPING_KEY_SIZE_RANGE",
    .wrappingKeyTypeInconsistent: "CKR_WRAPPING_KEY_TYPE_INCONSISTENT",
    .randomSeedNotSupported: "CKR_RANDOM_SEED_NOT_SUPPORTED",
    .randomNoRNG: "CKR_RANDOM_NO_RNG",
    .domainParamsInvalid: "CKR_DOMAIN_PARAMS_INVALID",
    .curveNotSupported: "CKR_CURVE_NOT_SUPPORTED",
    .bufferTooSmall: "CKR_BUFFER_TOO_SMALL",
    .savedStateInvalid: "CKR_SAVED_STATE_INVALID",
    .informationSensitive: "CKR_INFORMATION_SENSITIVE",
    .stateUnsaveable: "CKR_STATE_UNSAVEABLE",
    .cryptokiNotInitialized: "CKR_CRYPTOKI_NOT_INITIALIZED",
    .cryptokiAlreadyInitialized: "CKR_CRYPTOKI_ALREADY_INITIALIZED",
    .mutexBad: "CKR_MUTEX_BAD",
    .mutexNotLocked: "CKR_MUTEX_NOT_LOCKED",
    .newPINMode: "CKR_NEW_PIN_MODE",
    .nextOTP: "CKR_NEXT_OTP",
    .exceededMaxIterations: "CKR_EXCEEDED_MAX_ITERATIONS",
    .fipsSelfTestFailed: "CKR_FIPS_SELF_TEST_FAILED",
    .libraryLoadFailed: "CKR_LIBRARY_LOAD_FAILED",
    .pinTooWeak: "CKR_PIN_TOO_WEAK",
    .publicKeyInvalid: "CKR_PUBLIC_KEY_INVALID",
    .functionRejected: "CKR_FUNCTION_REJECTED",
  ]
}
