/// Which attributes a token bears in the template of a key pair.
package enum KeyTemplateHabit: Sendable, Hashable {
  /// What the key must not do is said as well.
  case explicit
  /// As a TPM wants it, whose keys have few rights to give: nothing of verifying, nor, for RSA, of
  /// decrypting, since a TPM's bare RSA signature is a decryption.
  ///
  /// It must be right at the first try: tpm2-pkcs11 loses memory of the TPM with each refusal.
  case tpm
}
