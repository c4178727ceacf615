extension IssuerKeySource {
  private static let mend =
    "Say where it is, as `key: { tokens: [primary], label: r1 }` or `key: { file: issuers/r1.key }`."

  init(reading issuer: ConfigurationSection, tokens: [TokenSettings]) {
    let section = issuer.section("key", keys: ["tokens", "label", "id", "file"])
    if !issuer.isWritten("key") {
      issuer.report("key", "The issuer's key is missing.", mend: Self.mend)
    } else if section.isUsable {
      Self.reportContradictions(section)
    }
    if section.isWritten("file") {
      self = .file(section.path("file", default: "", mend: Self.mend))
    } else {
      self = .token(
        name: Self.tokenName(section, tokens: tokens), key: Self.keyName(section))
    }
  }

  private static func reportContradictions(_ section: ConfigurationSection) {
    let inToken = ["tokens", "label", "id"].filter(section.isWritten)
    switch (section.isWritten("file"), section.isWritten("tokens")) {
    case (true, _) where !inToken.isEmpty:
      section.report(
        "file", "The key is said to be in a file and in a token, by \(inToken[0]).", mend: mend)
    case (false, false):
      section.report("tokens", "The key is neither in a token nor in a file.", mend: mend)
    case (false, true) where section.isWritten("label") == section.isWritten("id"):
      section.report(
        "label", "The key must be named by exactly one of label and id.", mend: mend)
    case (true, _), (false, true):
      break
    }
  }

  private static func tokenName(
    _ section: ConfigurationSection, tokens: [TokenSettings]
  ) -> Located<String> {
    let names = section.texts("tokens", mend: "List the token's name, as `tokens: [primary]`.")
    if section["tokens"] != nil, names.count != 1 {
      section.report(
        "tokens",
        names.isEmpty
          ? "No token is named." : "Several tokens for one key are not in this version yet.",
        mend: "Name exactly one token, as `tokens: [primary]`.")
    }
    let known = tokens.map(\.name.value).filter { !$0.isEmpty }
    for name in names where !known.contains(name.value) {
      section.session.report(
        name.problem(
          "No token is named \"\(name.value)\".",
          mend: known.isEmpty
            ? "Describe it under hsm.tokens." : NearestWord.advice(for: name.value, among: known)))
    }
    return names.first ?? Located("", at: section.place(of: "tokens"))
  }

  private static func keyName(_ section: ConfigurationSection) -> Located<TokenKeyName> {
    let idMend = "Write pairs of hexadecimal digits in quotes, as `id: \"01af\"`."
    if let id = section["id"]?.text(mend: idMend) {
      let bytes = HexadecimalText.bytes(id.value)
      if bytes == nil {
        section.report("id", "\"\(id.value)\" is no hexadecimal text.", mend: idMend)
      }
      return Located(.id(bytes ?? []), at: id.place)
    }
    let label = section.text("label", default: "", mend: mend)
    return Located(.label(label.value), at: label.place)
  }
}
