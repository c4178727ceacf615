internal import AuthorityModel
internal import Storage

extension Authorization {
  static let columnNames = [
    "id", "account", "identifier", "is_wildcard", "state", "expires_at", "challenges", "evidence",
  ]

  static func columns(of table: String) -> String {
    columnNames.map { "\(table).\($0)" }.joined(separator: ", ")
  }

  init(_ columns: inout RowReader) throws {
    self.init(
      id: try columns.id(), account: try columns.id(),
      identifier: try Identifier(columnText: columns.text()), isWildcard: try columns.boolean(),
      state: try columns.choice(), expiresAt: try columns.timestamp(),
      challenges: try columns.json(), evidence: try columns.optionalJSON())
  }

  /// State, expiry, challenges and evidence: what changes of it.
  var changingArguments: [Argument] {
    get throws(StorageError) {
      var evidenceText: String?
      if let evidence { evidenceText = try EvidenceText.text(of: evidence) }
      return [
        .text(state.rawValue), expiresAt.argument, .text(try ChallengeText.text(of: challenges)),
        .text(evidenceText),
      ]
    }
  }
}

extension [Authorization] {
  /// Their columns, each as one array, for `unnest`.
  var columnArguments: [Argument] {
    get throws(StorageError) {
      var challenges: [String?] = []
      var evidence: [String?] = []
      for authorization in self {
        challenges.append(try ChallengeText.text(of: authorization.challenges))
        if let record = authorization.evidence {
          evidence.append(try EvidenceText.text(of: record))
        } else {
          evidence.append(nil)
        }
      }
      return [
        .ids(map(\.id.bytes)), .ids(map(\.account.bytes)), .texts(map(\.identifier.columnText)),
        .booleans(map(\.isWildcard)), .texts(map(\.state.rawValue)),
        .integers(map(\.expiresAt.millisecondsSinceEpoch)), .texts(challenges), .texts(evidence),
        .booleans(map(\.isInValidation)),
      ]
    }
  }
}
