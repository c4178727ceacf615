extension VendorProfile {
  /// Google Cloud KMS and Cloud HSM, through libkmsp11.
  static let googlekms = VendorProfile(
    .googlekms, "Google Cloud KMS",
    recognition: Recognition(
      fileNames: ["kmsp11"], manufacturers: ["google"], models: ["cloud kms"]),
    usualModulePaths: [
      "/usr/lib/x86_64-linux-gnu/libkmsp11.so", "/usr/local/lib/libkmsp11.so",
      "/opt/google/libkmsp11.so",
    ],
    pinShape: .ignored,
    // It refuses to be initialised without the locking flags.
    initialisation: .standard,
    requirements: [
      Requirement(
        .variable("KMS_PKCS11_CONFIG"),
        "KMS_PKCS11_CONFIG names a YAML file that lists the key rings; only its owner may write it"
      ),
      Requirement(
        .variable("GOOGLE_APPLICATION_CREDENTIALS"), isObligatory: false,
        "outside of Google's machines, GOOGLE_APPLICATION_CREDENTIALS names the account's key file"
      ),
    ],
    accidents: [
      Accident(
        .generalError, in: "C_Initialize", when: "the configuration or the credentials are wrong",
        "libkmsp11 can't read its configuration, or Google refuses the credentials; see its log"),
      Accident(
        .cantLock, in: "C_Initialize", when: "the locking flags are missing", recovery: .stop,
        "libkmsp11 must be initialised with CKF_OS_LOCKING_OK"),
      Accident(
        .deviceError, when: "Google answers late or with an error", recovery: .retry,
        "Google's service didn't answer as it should; the call may be tried again (a call may take "
          + "30 s)"),
      Accident(
        .functionFailed, when: "the quota is used up", recovery: .retry,
        "Google's service refused the call, maybe for its quota; the call may be tried again"),
    ])
}
