extension TrustAnchorSource {
  static let key = "dnssec_trust_anchor"

  init(reading section: ConfigurationSection) {
    let source = section.text(
      Self.key, default: "root", mend: "Write `\(Self.key): root`, `off`, or a file.")
    switch source.value {
    case "root": self = .root
    case "off": self = .off
    default: self = .file(Located(section.session.absolutePath(source.value), at: source.place))
    }
  }
}
