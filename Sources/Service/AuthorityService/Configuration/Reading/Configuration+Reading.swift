import Yams

extension Configuration {
  private static let keys =
    ["listeners", "external_url", "public_url", "acme"] + DatabaseConfiguration.keys + [
      "hsm", "issuers", "profiles", "default_profile", "transparency_logs", "validation", "names",
      "keys", "queue", "timeouts", "logging", "limits",
    ]

  /// Reads the whole tree; what is wrong is reported to the node's session.
  init(reading node: ConfigurationNode) {
    let root = ConfigurationSection(
      node, keys: Self.keys,
      refusing: [
        "database_password": (
          message: "A password must not stand in the configuration, which others may read.",
          mend: "Write it into a file and name that, as `database_password_file: secrets/database`."
        )
      ])
    listeners = ListenersConfiguration(
      reading: root.section("listeners", keys: ListenersConfiguration.keys))
    externalURL = ExternalURL.read(root, acme: listeners.acme)
    publicURL = PublicURL.read(root, listener: listeners.publicFiles)
    acme = ACMEConfiguration(reading: root.section("acme", keys: ACMEConfiguration.keys))
    database = DatabaseConfiguration(reading: root)
    let tokens =
      root.section("hsm", keys: ["tokens"])
      .sections(
        "tokens", keys: TokenSettings.keys, refusing: ["pin": SecretSource.literalPINRefusal])?
      .map(TokenSettings.init(reading:)) ?? []
    self.tokens = tokens
    issuers =
      root.sections("issuers", keys: IssuerConfiguration.keys)?
      .map { IssuerConfiguration(reading: $0, tokens: tokens) } ?? []
    let standard = ProfileConfiguration(standardAt: root.place(of: "profiles"))
    profiles =
      root.sections("profiles", keys: ProfileConfiguration.keys)?
      .map(ProfileConfiguration.init(reading:)) ?? [standard]
    defaultProfile = root.text(
      "default_profile", default: "default", mend: "Name a profile, as `default_profile: default`.")
    validation = ValidationConfiguration(
      reading: root.section("validation", keys: ValidationConfiguration.keys))
    names = NamesConfiguration(reading: root.section("names", keys: NamesConfiguration.keys))
    keys = KeysConfiguration(reading: root.section("keys", keys: KeysConfiguration.keys))
    queue = QueueConfiguration(reading: root.section("queue", keys: QueueConfiguration.keys))
    timeouts = TimeoutsConfiguration(
      reading: root.section("timeouts", keys: TimeoutsConfiguration.keys))
    logging = LoggingConfiguration(
      reading: root.section("logging", keys: LoggingConfiguration.keys))
    root.acceptEmpty(["transparency_logs", "limits"])
    reportMissingLists(root)
    reportNames(root)
    reportShortLease(root)
    reportShortRequest(root)
    if issuers.count > 1 {
      root.report(
        "issuers", "Several issuers are not in this version yet.", mend: "Leave one of them.")
    }
  }

  /// A job whose lease ends while it is being signed would be begun again and again.
  private func reportShortLease(_ root: ConfigurationSection) {
    let slowest = tokens.map(\.operationTimeout).max() ?? .zero
    guard queue.lease < slowest * 2 else { return }
    root.report(
      "queue",
      "The lease (\(DurationText.text(of: queue.lease))) is shorter than two operations of the "
        + "slowest token (operation_timeout \(DurationText.text(of: slowest))).",
      mend: "Write a longer one, as `lease: \(DurationText.text(of: slowest * 4))`.")
  }

  /// A request that waits must be able to answer before its time is over.
  private func reportShortRequest(_ root: ConfigurationSection) {
    let waits = [
      ("queue.finalize_wait", queue.finalizeWait),
      ("validation.answer_wait", validation.answerWait),
    ]
    for (key, wait) in waits where timeouts[.request] < wait + .seconds(1) {
      root.report(
        "timeouts",
        "A request's time (\(DurationText.text(of: timeouts[.request]))) is not a second longer "
          + "than \(key) (\(DurationText.text(of: wait))).",
        mend: "Write a longer one, as `request: 90s`.")
    }
  }

  private func reportMissingLists(_ root: ConfigurationSection) {
    let mend = "Describe one, beginning with `- name: r1`; `chancery init` writes an example."
    if !root.isWritten("issuers") {
      root.report("issuers", "The key is missing.", mend: mend)
    } else if let node = root["issuers"], case .sequence(let list) = node.node, list.isEmpty {
      node.report("There is no issuer.", mend: mend)
    }
    if let node = root["profiles"], case .sequence(let list) = node.node, list.isEmpty {
      node.report("There is no profile.", mend: "Remove the line; a profile `default` is built in.")
    }
  }

  private func reportNames(_ root: ConfigurationSection) {
    for names in [tokens.map(\.name), issuers.map(\.name), profiles.map(\.name)] {
      var seen: Set<String> = []
      for name in names where !name.value.isEmpty && !seen.insert(name.value).inserted {
        root.session.report(
          name.problem(
            "The name \"\(name.value)\" is taken by an earlier entry.", mend: "Choose another."))
      }
    }
    let known = profiles.map(\.name.value).filter { !$0.isEmpty }
    guard !known.isEmpty, !known.contains(defaultProfile.value) else { return }
    root.session.report(
      defaultProfile.problem(
        "No profile is named \"\(defaultProfile.value)\".",
        mend: NearestWord.advice(for: defaultProfile.value, among: known)))
  }
}
