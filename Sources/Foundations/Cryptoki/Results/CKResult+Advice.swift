extension CKResult {
  /// What the code usually means, and what mends it, in one sentence.
  ///
  /// Vendors stretch the codes; what one vendor means by one of them belongs in that vendor's profile.
  package var advice: String {
    if let advice = Self.adviceByCode[self] { return advice }
    return isVendorDefined
      ? "a code of the vendor's own; look it up in the module's documentation"
      : "see PKCS #11 v2.40 for the code, and the module's own log for the cause"
  }

  /// The same, for what a function returned.
  package func advice(in function: String) -> String {
    function == "C_Login" && self == .argumentsBad
      ? "the module did not like the PIN's form; AWS CloudHSM, for one, wants USER:PASSWORD"
      : advice
  }

  private static let adviceByCode: [CKResult: String] = [
    .hostMemory: "the module ran out of memory on this machine",
    .slotIDInvalid:
      "there is no such slot; slot numbers may change, so name the token by its label",
    .generalError: "the module failed without saying why; its own log and configuration will tell",
    .functionFailed:
      "the module could not do it; some devices say so when throttled or for read-only sessions",
    .argumentsBad:
      "the module refused an argument, or its own configuration; see what it printed and its log",
    .needToCreateThreads: "the module must be allowed to create threads of its own",
    .cantLock: "the module cannot be used by several threads",
    .attributeReadOnly: "the token does not allow this attribute to be set",
    .attributeSensitive: "the token does not reveal this attribute",
    .attributeTypeInvalid: "objects of this kind have no such attribute on this token",
    .attributeValueInvalid: "the token does not allow this value",
    .actionProhibited: "the token's policy forbids it",
    .deviceError: "the device, or the way to it, failed; check it and restart its client",
    .deviceMemory: "the token is full; remove objects that are not needed",
    .deviceRemoved: "the device went away; bring it back, then the module must be initialised anew",
    .functionCanceled: "the device gave up the call",
    .functionNotSupported: "the module lacks this function",
    .keyHandleInvalid: "the key is gone, or the session was lost and handles have changed",
    .keySizeRange: "the token does not take keys of this size",
    .keyTypeInconsistent: "the key is of another type than the mechanism",
    .keyFunctionNotPermitted: "the key was generated without this right (CKA_SIGN)",
    .mechanismInvalid: "the token does not offer this mechanism",
    .mechanismParamInvalid: "the token does not take these parameters of the mechanism",
    .objectHandleInvalid: "the object is gone, or the session was lost and handles have changed",
    .operationActive: "another operation is under way in this session",
    .pinIncorrect:
      "the PIN is wrong; tokens lock after a few tries, so correct it before trying again",
    .pinInvalid: "the PIN has characters that the token does not take",
    .pinLenRange: "the PIN is shorter or longer than the token takes",
    .pinExpired: "the PIN has expired; set a new one with the vendor's tool",
    .pinLocked:
      "the PIN is locked after too many tries; the security officer must unlock it (C_InitPIN)",
    .sessionClosed: "the session was closed during the call",
    .sessionCount: "the token allows no more sessions; configure fewer, or close other programs'",
    .sessionHandleInvalid: "the session was lost; a new one is needed",
    .sessionReadOnly: "this needs a read-write session",
    .sessionReadOnlyExists: "the security officer cannot log in while read-only sessions are open",
    .sessionExists: "the token is in use; close all sessions with it first",
    .templateIncomplete: "the token wants more attributes for this object",
    .templateInconsistent: "the token does not allow these attributes together",
    .tokenNotPresent: "there is no token in the slot",
    .tokenNotRecognized: "the token in the slot is unknown to the module, or not initialised",
    .tokenWriteProtected: "the token is write-protected",
    .userNotLoggedIn: "the login was lost or never made",
    .userPINNotInitialized: "the token has no user PIN yet; the security officer must set one",
    .userAnotherAlreadyLoggedIn: "another user is logged in to the token in this process",
    .userTypeInvalid: "the token knows no such user",
    .randomNoRNG: "the token has no random generator",
    .curveNotSupported: "the token does not know this elliptic curve",
    .domainParamsInvalid: "the token does not take these curve parameters",
    .cryptokiNotInitialized: "the module was finalised, or its process forked",
    .pinTooWeak: "the token finds the PIN too weak",
    .libraryLoadFailed: "the module could not load a library of its own",
  ]
}
