import Yams

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
      self = .tokens(
        names: Self.tokenNames(section, tokens: tokens), key: Self.keyName(section))
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

  private static func tokenNames(
    _ section: ConfigurationSection, tokens: [TokenSettings]
  ) -> [Located<String>] {
    let names = section.texts("tokens", mend: "List the tokens' names, as `tokens: [primary]`.")
    if let node = section["tokens"], names.isEmpty, case .sequence(let list) = node.node,
      list.isEmpty
    {
      node.report("No token is named.", mend: "List the tokens' names, as `tokens: [primary]`.")
    }
    let known = tokens.map(\.name.value).filter { !$0.isEmpty }
    var seen: Set<String> = []
    for name in names {
      if !seen.insert(name.value).inserted {
        section.session.report(
          name.problem(
            "The token \"\(name.value)\" is named twice.",
            mend: "Name each token that holds the key once; `sessions` says how hard it works."))
      } else if !known.contains(name.value) {
        section.session.report(
          name.problem(
            "No token is named \"\(name.value)\".",
            mend: known.isEmpty
              ? "Describe it under hsm.tokens." : NearestWord.advice(for: name.value, among: known))
        )
      }
    }
    return names
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
