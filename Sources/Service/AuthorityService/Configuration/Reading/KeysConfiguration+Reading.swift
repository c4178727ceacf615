extension KeysConfiguration {
  static let keys = ["weak_key_files", "blocked_key_files"]

  init(reading section: ConfigurationSection) {
    weakKeyFiles = section.paths(
      "weak_key_files", mend: "Name files, as `weak_key_files: [lists/blacklist.RSA-2048]`.")
    blockedKeyFiles = section.paths(
      "blocked_key_files", mend: "Name files, as `blocked_key_files: [lists/compromised]`.")
  }
}
