extension ProfileConfiguration {
  static let keys = [
    "name", "validity", "backdate", "key_usages", "certificate_transparency", "ocsp", "crl_shards",
  ]

  init(reading section: ConfigurationSection) {
    name = section.obligatoryText("name", mend: "Give the profile a name, as `name: default`.")
    validity = section.duration(
      "validity", in: .seconds(60)...(.seconds(3650 * 86_400)), default: .seconds(90 * 86_400))
    backdate = section.duration(
      "backdate", in: .zero...(.seconds(86_400)), default: .seconds(3600))
    if backdate >= validity {
      section.report(
        section.isWritten("backdate") ? "backdate" : "validity",
        "A certificate would have ended before it is issued: it is backdated by "
          + "\(DurationText.text(of: backdate)) and valid for \(DurationText.text(of: validity)).",
        mend: "Write a backdate shorter than the validity.")
    }
    section.accept(only: "auto", for: "key_usages")
    section.accept(only: "off", for: "certificate_transparency")
    section.accept(only: "false", for: "ocsp")
    section.accept(only: "0", for: "crl_shards")
  }

  /// What there is when the configuration describes no profile.
  init(standardAt place: ConfigurationPlace) {
    name = Located("default", at: place)
    validity = .seconds(90 * 86_400)
    backdate = .seconds(3600)
  }
}
