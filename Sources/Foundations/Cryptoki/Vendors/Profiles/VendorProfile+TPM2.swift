extension VendorProfile {
  /// A TPM 2.0 through tpm2-pkcs11.
  static let tpm2 = VendorProfile(
    .tpm2, "tpm2-pkcs11",
    recognition: Recognition(
      fileNames: ["tpm2_pkcs11"], manufacturers: ["tpm2-software"], models: ["tpm2", "tpm 2"]),
    usualModulePaths: [
      "/usr/lib/x86_64-linux-gnu/libtpm2_pkcs11.so.1",
      "/usr/lib/x86_64-linux-gnu/libtpm2_pkcs11.so",
      "/usr/lib/x86_64-linux-gnu/pkcs11/libtpm2_pkcs11.so", "/usr/lib64/pkcs11/libtpm2_pkcs11.so",
    ],
    pinShape: .text(0...128), sessionLimit: 1024, keyTemplate: .tpm,
    requirements: [
      Requirement(
        .variable("TPM2_PKCS11_STORE"), isObligatory: false,
        "TPM2_PKCS11_STORE names the directory that tpm2_ptool init made"),
      Requirement(
        .variable("TPM2_PKCS11_TCTI"), isObligatory: false,
        "TPM2_PKCS11_TCTI tells how the TPM is reached, as device:/dev/tpmrm0"),
    ],
    accidents: [
      Accident(
        .generalError, in: "C_Initialize", when: "the TPM or the store can't be reached",
        "the TPM or the store can't be reached; see TPM2_PKCS11_TCTI, TPM2_PKCS11_STORE and the "
          + "rights of /dev/tpmrm0"),
      Accident(
        .attributeValueInvalid, in: "C_GenerateKeyPair", when: "the key is a session object",
        "tpm2-pkcs11 makes no session objects; use a key of the token"),
      Accident(
        .generalError, in: "C_Sign", when: "the TPM doesn't let the key sign so",
        "the TPM refuses this signature with this key; RSA keys need the right to decrypt for "
          + "CKM_RSA_PKCS"),
      Accident(
        .generalError, in: "C_GenerateKeyPair", when: "the TPM's memory for objects is used up",
        recovery: .newModule,
        "the TPM has no room for another object; start this program anew, or use a resource manager"
      ),
      Accident(
        .pinLocked, in: "C_Login", when: "the TPM's protection against guessing has set in",
        "the TPM is locked against guessing; wait, or clear it with tpm2_dictionarylockout -c"),
    ])
}
