/// A function of Cryptoki, numbered in the order of `CK_FUNCTION_LIST` (PKCS #11 v2.40 §5).
package enum CryptokiFunction: UInt8, Sendable, Hashable, CaseIterable {
  case initialize
  case finalize
  case getInfo
  case getFunctionList
  case getSlotList
  case getSlotInfo
  case getTokenInfo
  case getMechanismList
  case getMechanismInfo
  case initToken
  case initPIN
  case setPIN
  case openSession
  case closeSession
  case closeAllSessions
  case getSessionInfo
  case getOperationState
  case setOperationState
  case login
  case logout
  case createObject
  case copyObject
  case destroyObject
  case getObjectSize
  case getAttributeValue
  case setAttributeValue
  case findObjectsInit
  case findObjects
  case findObjectsFinal
  case encryptInit
  case encrypt
  case encryptUpdate
  case encryptFinal
  case decryptInit
  case decrypt
  case decryptUpdate
  case decryptFinal
  case digestInit
  case digest
  case digestUpdate
  case digestKey
  case digestFinal
  case signInit
  case sign
  case signUpdate
  case signFinal
  case signRecoverInit
  case signRecover
  case verifyInit
  case verify
  case verifyUpdate
  case verifyFinal
  case verifyRecoverInit
  case verifyRecover
  case digestEncryptUpdate
  case decryptDigestUpdate
  case signEncryptUpdate
  case decryptVerifyUpdate
  case generateKey
  case generateKeyPair
  case wrapKey
  case unwrapKey
  case deriveKey
  case seedRandom
  case generateRandom
  case getFunctionStatus
  case cancelFunction
  case waitForSlotEvent

  /// The name as the standard writes it, as `C_Sign`.
  package var name: String { Self.names[Int(rawValue)] }

  /// Reads a name as the standard writes it.
  package init?(name: String) {
    guard let function = Self.byName[name] else { return nil }
    self = function
  }

  /// All names, in the order of the cases.
  package static let names = [
    "C_Initialize", "C_Finalize", "C_GetInfo", "C_GetFunctionList", "C_GetSlotList",
    "C_GetSlotInfo", "C_GetTokenInfo", "C_GetMechanismList", "C_GetMechanismInfo", "C_InitToken",
    "C_InitPIN", "C_SetPIN", "C_OpenSession", "C_CloseSession", "C_CloseAllSessions",
    "C_GetSessionInfo", "C_GetOperationState", "C_SetOperationState", "C_Login", "C_Logout",
    "C_CreateObject", "C_CopyObject", "C_DestroyObject", "C_GetObjectSize", "C_GetAttributeValue",
    "C_SetAttributeValue", "C_FindObjectsInit", "C_FindObjects", "C_FindObjectsFinal",
    "C_EncryptInit", "C_Encrypt", "C_EncryptUpdate", "C_EncryptFinal", "C_DecryptInit", "C_Decrypt",
    "C_DecryptUpdate", "C_DecryptFinal", "C_DigestInit", "C_Digest", "C_DigestUpdate",
    "C_DigestKey", "C_DigestFinal", "C_SignInit", "C_Sign", "C_SignUpdate", "C_SignFinal",
    "C_SignRecoverInit", "C_SignRecover", "C_VerifyInit", "C_Verify", "C_VerifyUpdate",
    "C_VerifyFinal", "C_VerifyRecoverInit", "C_VerifyRecover", "C_DigestEncryptUpdate",
    "C_DecryptDigestUpdate", "C_SignEncryptUpdate", "C_DecryptVerifyUpdate", "C_GenerateKey",
    "C_GenerateKeyPair", "C_WrapKey", "C_UnwrapKey", "C_DeriveKey", "C_SeedRandom",
    "C_GenerateRandom", "C_GetFunctionStatus", "C_CancelFunction", "C_WaitForSlotEvent",
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: zip(names, allCases))
}
