import ACMEProtocol

/// The table of bad input as a page: what is sent, and what is answered.
enum BadInputPage {
  /// Rows that go together.
  struct Family: Sendable {
    let title: String
    let rows: [BadInput]

    init(_ title: String, _ rows: [BadInput]) {
      self.title = title
      self.rows = rows
    }
  }

  static let families: [Family] = {
    // Lists that no chapter names yet are shown all the same.
    let named = Set(chapters.flatMap { $0.rows.map(\.name) })
    let others = BadInput.all.filter { !named.contains($0.name) }
    return others.isEmpty ? chapters : chapters + [Family("Others", others)]
  }()

  private static let chapters = [
    Family("The body of a request", BadInput.bodies + BadInput.encodings),
    Family("Its header", BadInput.headers + BadInput.members),
    Family("Forgeries", BadInput.forgeries),
    Family("Nonces", BadInput.nonces),
    Family("The URL that was signed", BadInput.urls),
    Family("Keys and accounts that sign", BadInput.keys),
    Family("Accounts", BadInput.accounts + BadInput.accountUpdates),
    Family("Key changes", BadInput.keyChanges),
    Family("Orders", BadInput.orders + BadInput.names + BadInput.validities),
    Family("Authorizations and challenges", BadInput.deactivations + BadInput.challenges),
    Family("Certificate signing requests", BadInput.requests + BadInput.weakKeys),
    Family("Revocations", BadInput.revocations),
    Family("Renewals", BadInput.renewals),
    Family("What belongs to others", BadInput.foreign),
    Family("Payloads where none is due", BadInput.readings),
    Family("Methods and paths", BadInput.methods),
  ]

  static var rows: [BadInput] { families.flatMap(\.rows) }

  static var text: String {
    let introduction = """
      # Bad input

      Each row is a request that a running CA gets over HTTP, over real stores. The test sends it, compares the status, the problem's
      type and part of its detail, and sees that no row of any table in the database changed and that the nonce in the answer is good
      (law 11). This page is rendered from the table itself, `Tests/ACMEServerTests/BadInput`, by `scripts/render-docs`. What strangers
      serve rather than send, over DNS and HTTP, is listed in [conformance](conformance.md#bad-input-what-strangers-may-send-or-serve-and-what-comes-of-it).

      \(rows.count) rows.

      """
    return ([introduction] + families.map(section)).joined(separator: "\n")
  }

  private static func section(_ family: Family) -> String {
    let rows = family.rows.map { input in
      let held = input.requirements.map { "`\($0)`" }.joined(separator: " ")
      return """
        | \(cell(input.name)) | \(input.status) | \(input.type.rawValue) | \(cell(input.mention)) \
        | \(held) |
        """
    }
    return """
      ## \(family.title)

      | what is wrong | status | type | the detail says | holds |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  /// A text without what would end a cell or hide in it, and not longer than a reader wants.
  private static func cell(_ text: String) -> String {
    let shown = text.count > 100 ? "\(text.prefix(60))… (\(text.count) characters)" : text
    return shown.replacing("|", with: "\\|")
  }
}
