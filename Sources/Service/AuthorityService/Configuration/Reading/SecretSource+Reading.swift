extension SecretSource {
  /// Reads `pin_file` or `pin_env`, of which there must be exactly one.
  init(readingPINFrom section: ConfigurationSection) {
    let mend = "Name the file that holds the PIN, as `pin_file: secrets/pin`."
    let name = section["pin_env"]?.text(mend: "Name a variable, as `pin_env: CHANCERY_PIN`.")
    switch (section.isWritten("pin_file"), section.isWritten("pin_env")) {
    case (true, true):
      section.report(
        "pin_env", "The PIN is named twice, by pin_file and by pin_env.",
        mend: "Remove one of the two lines.")
    case (false, false) where !section.isWritten("pin"):
      section.report("pin_file", "The PIN is not named.", mend: mend)
    case (true, false), (false, true), (false, false):
      break
    }
    if let name {
      if !EnvironmentName.isValid(name.value) {
        section.report(
          "pin_env", "\"\(name.value)\" is no name of an environment variable.",
          mend: EnvironmentName.mend)
      }
      self.init(.environment(name.value), at: name.place)
    } else {
      let path = section.path("pin_file", default: "secrets/pin", mend: mend)
      self.init(.file(path.value), at: path.place)
    }
  }

  /// What is said to someone who writes a PIN into the configuration.
  static let literalPINRefusal = (
    message: "A PIN must not stand in the configuration, which others may read.",
    mend: "Write it into a file of mode 0600 and name that, as `pin_file: secrets/pin`."
  )
}
