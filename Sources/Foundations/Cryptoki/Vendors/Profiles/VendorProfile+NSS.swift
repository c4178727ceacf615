extension VendorProfile {
  /// NSS's softokn, whose tokens are the databases of browsers and of certutil.
  static let nss = VendorProfile(
    .nss, "NSS softokn",
    recognition: Recognition(
      fileNames: ["softokn"], manufacturers: ["mozilla"], models: ["nss"]),
    usualModulePaths: [
      "/usr/lib/x86_64-linux-gnu/libsoftokn3.so", "/usr/lib/x86_64-linux-gnu/nss/libsoftokn3.so",
      "/usr/lib/aarch64-linux-gnu/libsoftokn3.so", "/usr/lib64/libsoftokn3.so",
    ],
    initialisation: ModuleInitialisation(
      libraryParameters: LibraryParameters(
        textVariable: "NSS_LIB_PARAMS", directoryVariable: "CHANCERY_NSS_DIR")),
    requirements: [
      Requirement(
        .variable("NSS_LIB_PARAMS"), isObligatory: false,
        "NSS_LIB_PARAMS says how softokn is initialised: configDir='sql:DIRECTORY' certPrefix='' "
          + "keyPrefix='' secmod='secmod.db' flags= (or CHANCERY_NSS_DIR names the directory alone)"
      )
    ],
    accidents: [
      Accident(
        .argumentsBad, in: "C_Initialize", when: "the parameters are not as softokn wants them",
        "softokn can't read NSS_LIB_PARAMS; see its quotes"),
      Accident(
        .generalError, in: "C_Initialize", when: "the database isn't there",
        "softokn can't open the database; make one with certutil -N -d sql:DIRECTORY"),
      Accident(
        .deviceError, in: "C_Initialize", when: "the database isn't there",
        "softokn can't open the database; make one with certutil -N -d sql:DIRECTORY"),
      Accident(
        .pinIncorrect, in: "C_Login", when: "the database's password is wrong",
        "the PIN is the password of the database (certutil -W sets another)"),
      Accident(
        .userPINNotInitialized, in: "C_Login", when: "the database has no password",
        "the database has no password yet; set one with certutil -W"),
    ])
}
