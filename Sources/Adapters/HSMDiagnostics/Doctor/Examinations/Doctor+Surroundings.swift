import Cryptoki

/// What a vendor's module needs beside itself: variables, files, daemons.
extension Doctor {
  /// Looks for each of them.
  ///
  /// This comes after the tokens were looked for: a module that shows tokens evidently has what it
  /// needs, whatever its vendor's documentation says.
  func surroundings(_ history: CaseHistory) async -> [Finding] {
    let checks = history.profile.requirements.map(RequirementCheck.init)
    guard !checks.isEmpty else { return [] }
    var lacks: [(text: String, check: RequirementCheck)] = []
    for check in checks {
      if let lack = await check.lack() { lacks.append((lack, check)) }
    }
    if !lacks.isEmpty, history.showsTokens {
      let texts = lacks.map(\.text).joined(separator: "; ")
      return [.ok("\(texts); but the module shows its tokens without")]
    }
    guard lacks.isEmpty else {
      return lacks.map { lack in
        let meaning = lack.check.requirement.sentence
        // A module that starts and then fails has read its configuration from somewhere.
        return history.isInitialised && history.slotCount != 0
          ? .warning(lack.text, meaning: meaning, mend: lack.check.mend)
          : .failed(lack.text, meaning: meaning, mend: lack.check.mend)
      }
    }
    return [.ok(checks.compactMap(\.presence).joined(separator: "; ").orElse("nothing is missing"))]
  }
}

extension String {
  fileprivate func orElse(_ other: String) -> String { isEmpty ? other : self }
}
