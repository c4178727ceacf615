extension LoggingConfiguration {
  static let keys = ["access"]

  init(reading section: ConfigurationSection) {
    let mend = "Write `access: off`, `sampled` (one request in a hundred) or `all`."
    let text = section.text("access", default: Access.off.rawValue, mend: mend)
    if let access = Access(rawValue: text.value) {
      self.access = access
    } else {
      access = .off
      if !text.value.isEmpty {
        section.report("access", "There is no access log \"\(text.value)\".", mend: mend)
      }
    }
  }
}
