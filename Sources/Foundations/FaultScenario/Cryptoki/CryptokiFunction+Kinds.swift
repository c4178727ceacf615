extension CryptokiFunction {
  /// The functions that keep a device busy, and so need one of its lanes.
  package static let operations: Set<CryptokiFunction> = [
    .sign, .signFinal, .signRecover, .verify, .verifyFinal, .verifyRecover,
    .encrypt, .encryptUpdate, .encryptFinal, .decrypt, .decryptUpdate, .decryptFinal,
    .generateKey, .generateKeyPair, .wrapKey, .unwrapKey, .deriveKey, .generateRandom,
  ]

  /// The functions that make a signature.
  package static let signatures: Set<CryptokiFunction> = [.sign, .signFinal, .signRecover]

  /// The functions that answer about the library alone, and so even when the device is away.
  package static let ofLibrary: Set<CryptokiFunction> = [
    .initialize, .finalize, .getInfo, .getFunctionList,
  ]

  /// The functions that use what only a user who is logged in may use.
  package static let needingLogin: Set<CryptokiFunction> = [
    .signInit, .sign, .signUpdate, .signFinal, .signRecoverInit, .signRecover,
    .decryptInit, .decrypt, .decryptUpdate, .decryptFinal, .generateKey, .generateKeyPair,
    .wrapKey, .unwrapKey, .deriveKey, .createObject, .copyObject, .destroyObject,
    .setAttributeValue,
  ]
}
