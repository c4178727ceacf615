extension ValidationConfiguration {
  static let keys = [
    "challenges", "resolvers", "http_port", "tls_port", "allowed_ranges", "static_hosts",
    TrustAnchorSource.key, "perspectives", "caa_identities", "authorization_lifetime",
    "retry_pauses", "account_share", "answer_wait",
  ]

  init(reading section: ConfigurationSection) {
    challenges = Self.challenges(section)
    let resolverMend = "Write `[system]`, or addresses, as `[127.0.0.1:8053]`."
    resolvers = section.texts("resolvers", default: ["system"], mend: resolverMend)
    if resolvers.isEmpty, section["resolvers"] != nil {
      section.report("resolvers", "No resolver is named.", mend: resolverMend)
    }
    if resolvers.count > 1, resolvers.contains(where: { $0.value == "system" }) {
      section.report(
        "resolvers", "The system's resolvers can't be mixed with others.", mend: resolverMend)
    }
    for resolver in resolvers
    where resolver.value != "system" && !AddressText.isAddressWithOptionalPort(resolver.value) {
      section.session.report(
        resolver.problem("\"\(resolver.value)\" is no address of a resolver.", mend: resolverMend))
    }
    httpPort = section.wholeNumber("http_port", in: 1...65535, default: 80)
    tlsPort = section.wholeNumber("tls_port", in: 1...65535, default: 443)
    let rangeMend = "Write ranges as `allowed_ranges: [10.0.0.0/8, \"fd00::/8\"]`."
    allowedRanges = section.texts("allowed_ranges", mend: rangeMend)
    for range in allowedRanges where !AddressText.isRange(range.value) {
      section.session.report(
        range.problem("\"\(range.value)\" is no range of addresses.", mend: rangeMend))
    }
    staticHosts = Self.staticHosts(section)
    trustAnchor = TrustAnchorSource(reading: section)
    caaIdentities = Self.caaIdentities(section)
    authorizationLifetime = section.duration(
      "authorization_lifetime", in: .seconds(3600)...Self.longestReuse,
      default: .seconds(30 * 86_400))
    accountShare = section.share("account_share", default: 10)
    retries = Self.retries(section)
    answerWait = section.duration(
      "answer_wait", in: .zero...(.seconds(30)), default: .seconds(1))
    section.acceptEmpty(["perspectives"])
  }

  private static func caaIdentities(_ section: ConfigurationSection) -> [Located<String>] {
    let mend = "Write the CA's own domain names, as `caa_identities: [ca.example]`."
    return section.texts("caa_identities", mend: mend).map { identity in
      if identity.value.hasPrefix("*.") || !isHostPattern(identity.value) {
        section.session.report(
          identity.problem("\"\(identity.value)\" is no domain name.", mend: mend))
      }
      return Located(identity.value.lowercased(), at: identity.place)
    }
  }

  private static func staticHosts(_ section: ConfigurationSection) -> [Located<StaticHost>] {
    let mend = "Write names and addresses, as `static_hosts: { \"*.test\": 127.0.0.1 }`."
    return (section["static_hosts"]?.pairs(mend: mend) ?? []).compactMap { name, node in
      guard let address = node.text(mend: mend) else { return nil }
      if !isHostPattern(name) {
        node.report("\"\(name)\" is no host name.", mend: mend)
      }
      if !AddressText.isAddress(address.value) {
        node.report("\(node.written) is no IP address.", mend: mend)
      }
      return Located(StaticHost(name: name, address: address.value), at: node.place)
    }
  }

  /// Whether text is a host name, or `*.` and one.
  private static func isHostPattern(_ text: String) -> Bool {
    let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return name.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
          && !label.hasPrefix("-") && !label.hasSuffix("-")
      }
  }
}
